"""The tools compared with are given the same provisions, all of them."""

from pathlib import Path

import pytest

from benchmarks.corpus import make_corpus
from benchmarks.peers import PEERS, Peer, identify


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_every_peer_is_given_every_provision(tmp_path: Path, peer: Peer) -> None:
    corpus = make_corpus(60)
    peer.write(tmp_path, corpus)
    written = "\n".join(
        file.name + file.read_text(encoding="utf-8")
        for file in tmp_path.rglob("*")
        if file.is_file() and ".git" not in file.parts
    )
    for entry in (entry for manuscript in corpus for entry in manuscript.entries):
        assert identify(entry.uid).lower() in written.lower()
        assert entry.text in written
