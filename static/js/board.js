// Dragging cards on a board.
