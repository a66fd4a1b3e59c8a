"""Cutting a multilingual model's vocabulary to the pieces that Vietnamese plans and questions use.

    python -m training.vocabulary MODEL OUT TEXTS [TEXTS …]

MODEL is a folder as `python -m training.unpack` writes it, TEXTS are folders of .txt and .jsonl
files. Nine tenths of multilingual-e5-small are its 250,002 word vectors.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from knowledge.text import fold, nfc

SIZE = 16_000
# The pieces <s>, <pad>, </s> and <unk>, which models of this family have first.
_SPECIAL = range(4)


def texts_of(folders: Iterable[Path]) -> Iterator[str]:
    """The texts of the .txt files and every string of the .jsonl files of some folders."""
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            yield path.read_text(encoding="utf-8-sig")
        for path in sorted(folder.glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield " ".join(v for v in json.loads(line).values() if isinstance(v, str))


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """How often each piece is used in texts as printed, in small letters, and without accents."""
    counts: Counter[int] = Counter()
    for text in texts:
        printed = nfc(text)
        for variant in (printed, printed.lower(), fold(printed)):
            counts.update(tokenizer.encode(variant, add_special_tokens=False).ids)
    return counts


def kept_pieces(vocabulary: list[tuple[str, float]], counts: Counter[int], size: int) -> list[int]:
    """The ids to keep, ascending: special ones, single letters, then the most used."""
    kept = set(_SPECIAL)
    kept |= {i for i, (piece, _) in enumerate(vocabulary) if len(piece.lstrip("▁")) == 1
             and ord(piece[-1]) < 0x2300}  # fmt: skip
    for i, _ in counts.most_common():
        if len(kept) >= size:
            break
        kept.add(i)
    for i, (piece, _) in enumerate(vocabulary):
        if len(kept) >= size:
            break
        if piece.isascii() or piece[1:].isascii():
            kept.add(i)
    return sorted(i for i in kept if i < len(vocabulary))


def main(model: Path, out: Path, folders: list[Path]) -> None:
    """Write the model with its vocabulary cut."""
    source = model / "tokenizer.json"
    spec = json.loads(source.read_text(encoding="utf-8"))
    counts = count_pieces(Tokenizer.from_file(str(source)), texts_of(folders))
    kept = kept_pieces(spec["model"]["vocab"], counts, SIZE)
    spec["model"]["vocab"] = [spec["model"]["vocab"][i] for i in kept]
    spec["added_tokens"] = [t for t in spec["added_tokens"] if t["id"] in _SPECIAL]
    out.mkdir(parents=True, exist_ok=True)
    (out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    body = AutoModel.from_pretrained(model)
    words = body.embeddings.word_embeddings.weight.data[torch.tensor(kept)].clone()
    body.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(words, freeze=False)
    body.config.vocab_size = len(kept)
    body.save_pretrained(out)
    print(f"{len(kept)} of {len(counts)} used pieces kept, {sum(counts.values())} counted")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
