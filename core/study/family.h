#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/study/ensemble.h"
#include "core/theory/answer.h"

namespace arcscope::core {

/// Networks that differ in width and sigma_w, each drawn several times: the lines of a figure that compares
/// them.
struct FamilyRequest {
  Subject subject;              ///< what they share; its width, widths and sigma_w give way to these:
  std::vector<int> widths;      ///< of all hidden layers, 1..4096, one at least
  std::vector<double> sigmaWs;  ///< 0..8, one at least
  std::int64_t draws = 8;       ///< of each, 1 at least
  bool pieces = false;          ///< count pieces exactly, which takes longer; else curves are sampled
  friend bool operator==(const FamilyRequest&, const FamilyRequest&) = default;
};

inline constexpr std::size_t mostMembers = 64;

/// One width and sigma_w.
struct FamilyMember {
  int width = 0;
  double sigmaW = 0.0;
  EnsembleResult measured;  ///< Length, Total, SignTransitions and Pieces, where wanted
  Answer finiteGrowth;      ///< (E[l_n] / l_0)^(1/n) by the exact laws of finite width
  Answer meanFieldGrowth;   ///< the same at infinite width
  Answer signSlope;         ///< sign transitions of a layer for a unit of length that it reads, at q*
  std::vector<double>
      bends;  ///< [depth] breakpoints of layers 1..d on the whole curve at infinite width, a neuron

  /// (mean of l_n / l_0)^(1/n): growth a layer, to be compared with the laws. NaN where nothing was measured.
  [[nodiscard]] double growth() const;
};

struct Family {
  FamilyRequest request;
  std::string error;                  ///< one sentence: why there is none
  std::vector<FamilyMember> members;  ///< sigma_w varies fastest
  std::int64_t drawsDone = 0;         ///< of all members together
  bool complete = false;

  [[nodiscard]] std::int64_t drawsWanted() const {
    return request.draws * static_cast<std::int64_t>(members.size());
  }
};

/// Draws in rounds of 1, 2, 4, ... of each member, so that the picture is complete early; `observe` sees the
/// family after each member's turn. Draw i of a member has the seed of draw i of `subject`, so members share
/// what the addressed draws share. The outcome does not depend on the number of threads.
/// Cost: that of the draws, see extend().
/// @return the last state: not complete where `stop` was requested.
Family computeFamily(const FamilyRequest& request, const std::function<void(const Family&)>& observe = {},
                     const std::stop_token& stop = {});

}  // namespace arcscope::core
