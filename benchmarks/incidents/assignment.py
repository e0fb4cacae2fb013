"""Pair rows with columns one to one so that the sum of their weights is greatest, exactly."""

from collections.abc import Sequence


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) of the best assignment; pairs without weight are left out.

    Args:
        weights: (n rows, m columns), none below zero.

    Source: the Hungarian method with shortest augmenting paths, O(n² m) with n the smaller side
        (R. Jonker, A. Volgenant, "A shortest augmenting path algorithm", Computing 38, 1987).
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return sorted((row, column) for column, row in best_pairs(turned))
    return [(row, column) for row, column in _assign(weights) if weights[row][column] > 0]


def _assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Give every row a column; there are at least as many columns as rows."""
    rows, columns = len(weights), len(weights[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)  # the row (from 1) of each column; column 0 is where a path begins
    for row in range(1, rows + 1):
        owner[0] = row
        _augment(weights, row_price, column_price, owner)
    return sorted((owner[c] - 1, c - 1) for c in range(1, columns + 1) if owner[c])


def _augment(
    weights: Sequence[Sequence[float]],
    row_price: list[float],
    column_price: list[float],
    owner: list[int],
) -> None:
    """Find the cheapest path that gives the row at column 0 a column of its own, and take it."""
    columns = len(owner) - 1
    distance = [float("inf")] * (columns + 1)
    came_from = [0] * (columns + 1)
    done = [False] * (columns + 1)
    here = 0
    while owner[here]:
        done[here] = True
        row = owner[here]
        for column in range(1, columns + 1):
            if not done[column]:
                cost = -weights[row - 1][column - 1] - row_price[row] - column_price[column]
                if cost < distance[column]:
                    distance[column], came_from[column] = cost, here
        nearest = min((c for c in range(1, columns + 1) if not done[c]), key=distance.__getitem__)
        step = distance[nearest]
        for column in range(columns + 1):
            if done[column]:
                row_price[owner[column]] += step
                column_price[column] -= step
            else:
                distance[column] -= step
        here = nearest
    while here:
        owner[here] = owner[came_from[here]]
        here = came_from[here]
