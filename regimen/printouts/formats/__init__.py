"""Formats: a document as PDF, HTML, text or Markdown, one file each; `registry` lists them."""
