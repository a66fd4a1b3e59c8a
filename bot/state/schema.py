"""The tables of the state file, one numbered migration for each change of them."""

from collections.abc import Callable

from sqlite_utils import Database

from bot.errors import StateError


def _create_tables(db: Database) -> None:
    _create_boxes(db)
    db.table("chat").create({"chat": str, "body": str, "at": float}, pk="chat")
    db.table("offer").create({"key": str, "chat": str, "actions": str, "at": float}, pk="key")
    db.table("user").create({"user": str, "role": str, "at": float}, pk="user")
    db.table("code").create({"hash": str, "role": str, "until": float}, pk="hash")
    db.table("attempt").create({"user": str, "count": int, "since": float}, pk="user")
    db.table("told").create({"user": str, "at": float}, pk="user")
    db.table("feedback").create(
        {"id": int, "user": str, "at": float, "verdict": str, "text": str, "about": str}, pk="id"
    )
    db.table("tally").create({"name": str, "period": str, "count": int}, pk=("name", "period"))


def _create_boxes(db: Database) -> None:
    db.table("inbox").create(
        {
            "id": int,
            "channel": str,
            "event_key": str,
            "chat": str,
            "message_id": str,
            "body": str,
            "state": str,
            "at": float,
        },
        pk="id",
    )
    db.table("inbox").create_index(["channel", "event_key"], unique=True)
    db.table("inbox").create_index(["state", "chat"])
    db.table("inbox").create_index(["chat", "message_id"])
    db.table("outbox").create(
        {
            "id": int,
            "inbox": int,
            "channel": str,
            "chat": str,
            "chat_id": str,
            "payload": str,
            "state": str,
            "message_id": str,
            "attempts": int,
            "not_before": float,
            "reason": str,
            "at": float,
        },
        pk="id",
    )
    db.table("outbox").create_index(["state", "chat"])
    db.table("outbox").create_index(["inbox"])


def _create_audiences(db: Database) -> None:
    db.table("user").add_column("name", str)
    db.table("circle").create({"key": str, "name": str}, pk="key")
    db.table("member").create({"circle": str, "user": str}, pk=("circle", "user"))
    db.table("restriction").create(
        {
            "file": str,
            "sha256": str,
            "number": str,
            "issuer": str,
            "place": str,
            "circles": str,
        },
        pk="file",
    )


def _create_turns(db: Database) -> None:
    # What a chat was about after each event, for replies to the messages that answered it.
    db.table("turn").create({"inbox": int, "body": str, "at": float}, pk="inbox")
    db.table("outbox").create_index(["chat", "message_id"])


def _know_plans_again(db: Database) -> None:
    for column in ("date", "title", "others"):
        db.table("restriction").add_column(column, str)


def _sign_codes(db: Database) -> None:
    # "by" may end the rights that it gave with its own; "made" shows that the clock was set back.
    db.table("code").add_column("by", str)
    db.table("code").add_column("made", float)


def _keep_audit(db: Database) -> None:
    db.table("audit").create(
        {"id": int, "at": float, "deed": str, "by": str, "about": str}, pk="id"
    )


def _keep_gaps(db: Database) -> None:
    columns = {"id": int, "text": str, "why": str, "at": float, "closed": float}
    db.table("gap").create(columns, pk="id")
    db.table("waiting").create({"gap": int, "user": str}, pk=("gap", "user"))
    db.table("verdict").create(
        {"key": str, "text": str, "identity": str, "sha256": str, "path": str, "at": float},
        pk="key",
    )


def _keep_names(db: Database) -> None:
    columns = {"key": str, "said": str, "meant": str, "since": str, "source": str, "at": float}
    db.table("house_name").create(columns, pk="key")


def _send_again(db: Database) -> None:
    # Its delivery was unknown once, and it is sent a second time.
    db.table("outbox").add_column("again", int, not_null_default=0)


def _create_declarations(db: Database) -> None:
    # What admins say of documents, by the checksum of the file; `due` is what of it the library
    # does not tell yet, `subject` whom a person is correcting.
    db.table("correction").create(
        {
            "sha256": str,
            "slot": str,
            "path": str,
            "words": str,
            "value": str,
            "by": str,
            "at": float,
        },
        pk=("sha256", "slot", "path", "words"),
    )
    db.table("standing").create(
        {
            "sha256": str,
            "change": str,
            "other": str,
            "name": str,
            "since": str,
            "denied": int,
            "by": str,
            "at": float,
        },
        pk=("sha256", "other"),
    )
    db.table("withdrawal").create(
        {"sha256": str, "file": str, "name": str, "by": str, "at": float}, pk="sha256"
    )
    db.table("due").create({"sha256": str, "file": str}, pk="sha256")
    db.table("subject").create({"user": str, "sha256": str, "at": float}, pk="user")


def _note_plan_codes(db: Database) -> None:
    db.table("plan_code").create({"code": str, "plan": str, "card": str, "at": float}, pk="code")


def _keep_withdrawn_cards(db: Database) -> None:
    # What a withdrawn plan looked like, so that whoever asks for it hears of it.
    db.table("withdrawal").add_column("card", str)


def _keep_admin_keys(db: Database) -> None:
    columns = {"hash": str, "kind": str, "user": str, "made": float, "until": float}
    db.table("admin_key").create(columns, pk="hash")


def _note_versions(db: Database) -> None:
    columns = {"sha256": str, "old": str, "file": str, "name": str, "at": float}
    db.table("version").create(columns, pk=("sha256", "old"))


def _keep_schedule(db: Database) -> None:
    db.table("scheduled").create({"key": str, "at": float, "body": str}, pk="key")


def _keep_works(db: Database) -> None:
    # What admins set going from their pages, until they have seen what came of it.
    columns = {"key": str, "user": str, "stage": str, "reply": str, "back": str, "at": float}
    db.table("work").create(columns, pk="key")


def _keep_restricted_words(db: Database) -> None:
    # By which a plan is told when its head cannot be read, and it is in the library no more.
    db.table("restriction").add_column("words", str)


# The n-th entry makes version n out of version n - 1; entries are only ever added.
MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    _create_tables,
    _create_audiences,
    _create_turns,
    _know_plans_again,
    _sign_codes,
    _keep_audit,
    _keep_gaps,
    _keep_names,
    _send_again,
    _create_declarations,
    _note_plan_codes,
    _keep_withdrawn_cards,
    _keep_admin_keys,
    _note_versions,
    _keep_schedule,
    _keep_works,
    _keep_restricted_words,
)


def migrate(db: Database) -> None:
    """Bring the tables to the newest version, each step whole or not at all.

    Raises:
        StateError: A newer version of the program wrote the file.
    """
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise StateError(
            f"Tệp trạng thái thuộc phiên bản mới hơn ({version}); hãy cập nhật chương trình."
        )
    for number, migration in enumerate(MIGRATIONS[version:], start=version + 1):
        with db.atomic():
            migration(db)
            db.execute(f"PRAGMA user_version = {number}")
