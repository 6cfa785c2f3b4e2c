"""Dosing: from a dose expression and a subject to an amount, with every step of the working.

`subject` holds the body and laboratory data, `body` and `renal` the published formulas, `products` what a drug is
supplied as, `counting` and `measuring` which of it makes an amount, `rounding` the policies with `measurable` and
`bands`, `policy` the choices a course makes, `summary` the body-size and renal figures, `amounts` and `calculator`
one dose line, `sensitivity` the same line under other choices, `preparation` and `dilution` how it is made up,
`limits`, `adjustments` and `pregnancy` remarks on what labels say.
"""
