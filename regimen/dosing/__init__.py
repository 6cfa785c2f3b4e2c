"""Dosing: from a dose expression and a subject to an amount, with every step of the working.

`subject` holds the body and laboratory data, `body` and `renal` the published formulas, `products` what can
be counted or drawn up, `rounding` the policies, `policy` the choices a course makes, `summary` the body-size
and renal figures, `calculator` one dose line, `limits` remarks on labelled and cumulative doses.
"""
