"""How many cells the tables of an OpenDocument spreadsheet span: one element may stand for a million rows of cells."""

from __future__ import annotations

from xml.parsers import expat

ROW, CELLS, TABLE = "table:table-row", ("table:table-cell", "table:covered-table-cell"), "table:table"
HOLDS = ("office:", "table:formula", "calcext:value-type")
"""What an element of a cell has that holds something; style and validation say nothing of that."""


class OpenDocumentExtent:
    """Counts while the document is unpacked, piece by piece; what follows the last cell that holds something is not."""

    def __init__(self) -> None:
        self.cells = 0
        """Cells that the tables so far span."""
        self._rows = self._filled_rows = self._width = 0
        self._row_repeats = self._column = self._filled_columns = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end

    def feed(self, piece: bytes) -> None:
        """Take the next piece.

        Raises
        ------
        ValueError
            If it is no XML, or a number in it is none.
        """
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error

    def _begin(self, name: str, told: dict[str, str]) -> None:
        if name == TABLE:
            self._rows = self._filled_rows = self._width = 0
        elif name == ROW:
            self._row_repeats = int(told.get("table:number-rows-repeated", 1))
            self._column = self._filled_columns = 0
        elif name in CELLS:
            self._column += int(told.get("table:number-columns-repeated", 1))
            if any(key.startswith(HOLDS) for key in told):
                self._filled_columns = self._column

    def _end(self, name: str) -> None:
        if name == ROW:
            self._rows += self._row_repeats
            if self._filled_columns:
                self._filled_rows, self._width = self._rows, max(self._width, self._filled_columns)
        elif name == TABLE:
            self.cells += self._filled_rows * self._width
