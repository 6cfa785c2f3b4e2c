"""Printouts: what is put on paper or copied as text. One file a kind of content, one file a form.

`daylist` says what a day list holds; `text` and `markdown` write it. `words` has the phrases that all share,
`facts` what stands above the days, `totals` and `notes` what stands below.

What goes on paper is a `document`, made by one of `kinds/` and written in one of `formats/`.
"""
