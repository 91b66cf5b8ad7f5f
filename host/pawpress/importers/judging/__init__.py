"""Stage 5, judge: from forces on their time stamps to presses, alarms and notes."""
