#pragma once
#include <vector>

#include "core/setting/setting.h"
#include "core/theory/answer.h"

namespace arcscope::core {

/// The law behind one layer: W[i,j] ~ N(0, sigmaW^2 / fanIn), b[i] ~ N(0, sigmaB^2).
struct LayerLaw {
  int fanIn = 1;
  int fanOut = 1;
  double sigmaW = 1.0;
  double sigmaB = 0.0;
};
/// Of layers 1..depth of a drawn network, with what its weight law does to the variances (fan rule, sparse
/// weights that are not rescaled, biases by fan).
[[nodiscard]] std::vector<LayerLaw> layerLaws(const Setting& setting);
/// The same of one unit of the linear read-out, layer depth + 1.
[[nodiscard]] LayerLaw readoutLaw(const Setting& setting);
/// Whether the weights of `setting` are drawn independently and normal, as exact laws of finite width need.
[[nodiscard]] bool hasGaussianWeights(const Setting& setting);

/// E[l_d / l_(d-1)], exact for networks of any width with Gaussian weights: any curve, any biases, and
/// layers multiply. relu, leaky_relu, abs and linear; a reason for the others.
///
/// At a point with direction v of the image before, h and dh = W v have normal components, and (h_i, dh_i) is
/// as likely as (-h_i, -dh_i): the sign of h_i, hence the slope s_i of phi there, is independent of |dh_i|.
/// So |dz|^2 = (sigma_w^2 / fan_in) |v|^2 sum_i s_i^2 g_i^2 with independent slopes (either one, at even
/// odds) and normals g_i, whatever the point and the direction. relu: sigma_w / sqrt(fan_in) E[chi_B], B ~
/// Binomial(fan_out, 1/2) (Hanin, Jeong, Rolnick 2022).
/// Cost: about 50 us; to 1e-12 for any width.
[[nodiscard]] Answer lengthFactor(Activation activation, const LayerLaw& layer);

/// Expected sign changes of h per neuron where the variance of h is q all along a curve whose image in the
/// layer before has `length` and fanIn neurons: sigma_w length / (pi sqrt(fan_in q)). It is the straight line
/// of transitions against length.
[[nodiscard]] double signTransitionsAtLength(double length, const LayerLaw& layer, double q);
/// Crossings of the levels -1 and 1 over sign changes at variance q: 2 exp(-1 / (2 q)).
[[nodiscard]] double hardTanhCrossingRatio(double q);

}  // namespace arcscope::core
