"""Tests of files that arrive slowly: those of admins are waited for, those of others are not."""

import socket
import time

import pytest
from admin_browser import AdminBrowser
from page_site import plan

from bot.channels import guard

BOUNDARY = "xyz"


@pytest.fixture
def site(make_site, monkeypatch):
    """An office whose server has little patience."""
    monkeypatch.setattr(guard, "PATIENCE", 1.5)
    return make_site(files={"71.txt": plan(71, "Tuyên truyền", "Tổ chức hội nghị")})


def send_slowly(site, cookie, token, seconds):
    """The first line of the answer to a file that arrives in drops; "" where it was cut off."""
    data = plan(79, "Chậm mà chắc", "Gửi từ từ")
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="ma"\r\n\r\n{token}\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="tep"; filename="79.txt"\r\n\r\n'
    ).encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()  # fmt: skip
    head = (
        f"POST /quanly/tep HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n"
        f"Sec-Fetch-Site: same-origin\r\nContent-Length: {len(body)}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as line:
        line.sendall(head.encode())
        half = len(body) // 2
        line.sendall(body[:half])
        time.sleep(seconds)
        try:
            line.sendall(body[half:])
            return line.recv(4096).decode().partition("\r\n")[0]
        except OSError:
            return ""


def test_a_slow_file_of_an_admin_is_waited_for(site):
    """A stranger's is refused before it has come."""
    admin = AdminBrowser(site)
    token = admin.forms()[0]["values"]["ma"]

    assert "303" in send_slowly(site, admin.http.headers["Cookie"], token, 2.5)
    assert "303" not in send_slowly(site, "quanly=x", token, 2.5)
