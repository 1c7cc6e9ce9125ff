/** Rows of equal length. */
export type Matrix = readonly (readonly number[])[];

/** By Gauss and Jordan, with the largest pivot of each column. @throws RangeError if it has none. */
export function inverse(matrix: Matrix): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    const scale = top[column]!;
    if (scale === 0) throw new RangeError('the matrix has no inverse');
    for (let j = 0; j < top.length; j++) top[j]! /= scale;
    for (const row of rows) {
      const factor = row[column]!;
      if (row === top || factor === 0) continue;
      for (let j = column; j < row.length; j++) row[j]! -= factor * top[j]!;
    }
  }
  return rows.map((row) => row.slice(size));
}

export function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** vᵀ M v: the variance of Σ vᵢ xᵢ, of xs with the covariances M. */
export function quadratic(matrix: Matrix, vector: readonly number[]): number {
  return dot(vector, times(matrix, vector));
}

export function transposed(matrix: Matrix): number[][] {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column]!));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
