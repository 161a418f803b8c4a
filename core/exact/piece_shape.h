#pragma once

namespace arcscope::core {

// One piece of a curve on which a neuron's h stays in the span of the curve's basis: (1, t) on a line,
// (1, cos, sin) on an arc. A place on the piece is y in [-1, 1]: on an arc of half angle delta, at the angle
// phi from its middle, y = tan(phi / 2) / tan(delta / 2); on a line y is linear in t. With bend =
// tan(delta / 2)^2 (0 on a line) every function of the piece times 1 + bend y^2 is a quadratic in y, so
// values, roots and parts of a piece need no trigonometry and none of them suffers when the piece is short.

/// The three values that fix a function on a piece; on a line inner = (left + right) / 2.
struct PieceValues {
  double left = 0.0;   ///< at y = -1
  double inner = 0.0;  ///< at y = 0
  double right = 0.0;  ///< at y = 1
};

/// Value at y = left * values.left + inner * values.inner + right * values.right; they add up to 1.
struct PieceWeights {
  double left = 0.0;
  double inner = 0.0;
  double right = 0.0;
};
/// @param bends false: the inner weight is 0.
[[nodiscard]] PieceWeights weightsAt(double y, double bend, bool bends);

/// Angle from the middle, in radians, of the place y of an arc.
[[nodiscard]] double angleAt(double y, double bend);

/// The part of an arc between two places, as a piece of its own.
struct PiecePart {
  double middle = 0.0;  ///< y of the middle in the whole piece
  double bend = 0.0;    ///< of the part
};
[[nodiscard]] PiecePart partOf(double begin, double end, double bend, bool bends);

/// Where a function meets zero within a piece.
struct PieceRoots {
  int count = 0;
  double y[2] = {};  ///< rising, inside (-1, 1)
  int sideBegin =
      0;            ///< sign of the function right after the left end, 0 where it is zero on the whole piece
  int sideEnd = 0;  ///< sign right before the right end
};

/// @param values of the function.
/// @param left, right their signs, 0 where an end lies on zero within `tolerance`. Touching zero from one
/// side to within `tolerance` is no root.
[[nodiscard]] PieceRoots rootsOf(const PieceValues& values, double bend, int left, int right,
                                 double tolerance);

/// The one root of a function whose ends lie on different sides of zero.
[[nodiscard]] double singleRoot(const PieceValues& values, double bend);

/// Sums over neurons of products of step p = (right - left) / 2 and bow q = (left + right) / 2 - inner.
struct PieceSums {
  double stepStep = 0.0;
  double stepBow = 0.0;
  double bowBow = 0.0;
};

/// Length of the curve whose neurons have these sums on a piece of an arc: the integral of
/// sqrt(alpha + beta cos 2 theta + gamma sin 2 theta), by quadrature to about 1e-13 of it. On a line: twice
/// the root of stepStep.
[[nodiscard]] double lengthOf(const PieceSums& sums, double bend);

/// Squared length of the tangent at the right end (`end`) or at the left end, in the units in which the
/// product of two tangents is summed: times (1 + bend)^2 and, on arcs, sin(delta)^2.
[[nodiscard]] double tangentSquare(const PieceSums& sums, double bend, bool end);

}  // namespace arcscope::core
