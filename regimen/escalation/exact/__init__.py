"""What a design is likely to do: exact chances, the paths behind them, forecasts, and the same subjects elsewhere."""
