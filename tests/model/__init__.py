"""Tests of the network at run time: pieces, tags, links, model folders."""
