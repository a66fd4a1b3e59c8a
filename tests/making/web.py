"""Web pages as offices save them, made from the text of a plan."""

import email.mime.multipart
import email.mime.text
from html import escape

from knowledge.outline.blocks import join_lines
from knowledge.outline.labels import parse_label
from knowledge.outline.lines import read_lines
from knowledge.text import fold

MENU = "".join(f'<li><a href="/{n}">{t}</a></li>' for n, t in enumerate(
    ("Trang chủ", "Văn bản mới", "Công báo", "Hỏi đáp pháp luật", "Liên hệ"))
)  # fmt: skip
SCRIPT = "<script>var law = '<p>Điều 99. Không phải nội dung</p>';</script><style>p{}</style>"
BANNER = "<div><b>Bạn Chưa Đăng Nhập Thành Viên!</b><p>Vì chưa Đăng Nhập nên Bạn chỉ xem được Thuộc tính của văn bản. Hãy Đăng Nhập hoặc Đăng Ký Thành viên tại đây.</p></div>"  # noqa: E501
PROPERTIES = """<table class="thuoc-tinh"><tr><td>Số hiệu:</td><td>Đang cập nhật</td>
<td>Loại văn bản:</td><td>Văn bản khác</td></tr><tr><td>Ngày hiệu lực:</td><td>01/01/2031</td>
<td>Ngày cập nhật:</td><td>02/02/2032</td></tr></table>"""


def paragraphs(text):
    """The paragraphs of a plan text."""
    return [block.text for block in join_lines(text, read_lines(text))]


def portal_page(text):
    """A page of a law portal: menu, banners, properties, header table, text, outline, links."""
    lines = paragraphs(text)
    head = next((n for n, line in enumerate(lines) if fold(line).startswith("cong hoa xa")), None)
    number = next((n for n, line in enumerate(lines) if line.startswith("Số: ")), None)
    body, top = lines, ""
    if head is not None and number is not None and head < number:
        left, right = lines[:head], lines[head:number]
        top = (
            f"<table><tr><td><p>{'<br>'.join(map(escape, left[-2:]))}</p></td>"
            f"<td><p>{'<br>'.join(map(escape, right))}</p></td></tr>"
            f"<tr><td>{escape(lines[number])}</td><td><i>{escape(lines[number + 1])}</i></td></tr>"
            "</table>"
        )
        body = lines[number + 2 :]
    outline = "".join(
        f"<div><span>{escape(line if len(line) < 90 else f'Khoản {n}')}</span></div>"
        for n, line in enumerate(lines)
        if parse_label(line)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Cổng văn bản</title>
<base href="https://khong-duoc-tai.example/">{SCRIPT}</head><body>
<header><nav><ul>{MENU}</ul></nav><p>Từ khoá: Số Hiệu, Tiêu đề hoặc Nội dung ngắn gọn</p></header>
<div id="app"><div class="tabs"><span>Nội dung</span><span>Thuộc tính</span></div>{BANNER}
{PROPERTIES}<div class="wrap"><div class="content">{top}
{_as_paragraphs(body)}</div></div>{BANNER}
<div style="position: fixed; display:none"><p>Văn bản này đã bị ẩn khỏi trang</p></div></div>
<div class="muc-luc"><h4>Mục lục</h4>{outline}</div>
<div class="related"><h3>Văn bản liên quan</h3><ul>{MENU}</ul></div>
<footer>IP: 10.0.0.1</footer>{SCRIPT}</body></html>"""


def news_page(text, *, headline="h1"):
    """A page of a paper: menu, today's date, the item, teasers, the imprint."""
    printed = read_lines(text)
    posted = next(
        n for n, line in enumerate(printed) if ":" in line.text and line.text[0].isdigit()
    )
    lines = [line.text for line in printed[: posted + 1]]
    lines += [block.text for block in join_lines(text, printed[posted + 1 :])]
    imprint = next((n for n, line in enumerate(lines) if "BÁO " in line), len(lines))
    teasers = "".join(
        f'<li><a href="/tin/{n}">Hội nghị sơ kết công tác thông tin đối ngoại lần {n}</a></li>'
        for n in range(9)
    )
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
{SCRIPT}</head><body><div class="top"><span>Chủ nhật, 01/12/2030</span><ul>{MENU}</ul></div>
<div class="main"><div class="article"><{headline}>{escape(lines[posted - 1])}</{headline}>
<div class="date">{escape(lines[posted])}</div>
<div class="detail">{_as_paragraphs(lines[posted + 1 : imprint])}</div></div>
<div class="side"><h3>Tin mới</h3><ul>{teasers}</ul></div></div>
<div class="bottom">{_as_paragraphs(lines[imprint:])}</div></body></html>"""


def mhtml(page):
    """A page as a browser saves it in one file."""
    message = email.mime.multipart.MIMEMultipart("related", type="text/html")
    message["Subject"] = "Kế hoạch"
    message.attach(email.mime.text.MIMEText(page, "html", "utf-8"))
    message.attach(email.mime.text.MIMEText("p { color: red }", "css", "utf-8"))
    return message.as_bytes()


def _as_paragraphs(lines):
    shapes = (
        '<p style="text-align:justify"><span>{}</span></p>',
        "<div>{}</div>",
        "<p>{}&nbsp;</p>",
    )
    return "\n".join(shapes[n % 3].format(escape(line)) for n, line in enumerate(lines))
