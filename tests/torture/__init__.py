"""Rounds under fault: processes killed again and again while a crowd practises (`make torture`)."""
