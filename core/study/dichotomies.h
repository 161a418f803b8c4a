#pragma once
#include <functional>
#include <memory>

#include "core/explorer/subject.h"
#include "core/study/weight_circle.h"

namespace arcscope::core {

/// How many labelings of a few inputs does a network reach when one of its layers moves? [R17, section 3.2]:
/// the weights of one layer run along a great circle, W(t) = cos(2 pi t) W0 + sin(2 pi t) W1 with W0 the
/// layer's own and W1 another draw by the same law; the label of an input is the sign of a linear read-out.
struct DichotomyRequest {
  Subject subject;
  int inputs = 15;  ///< s
  int draws = 3;    ///< of network, W1 and inputs; draw 0 is the subject, see drawOf()
};

inline constexpr int leastDichotomyInputs = 3;
inline constexpr int mostDichotomyInputs = 24;
inline constexpr int mostDichotomyDraws = 1000;

/// First thing wrong with the request in one sentence, or nullopt.
[[nodiscard]] std::optional<Error> validate(const DichotomyRequest& request);
/// Whether both have the same answer: what only the curve and its measuring depend on does not matter.
[[nodiscard]] bool sameQuestion(const DichotomyRequest& first, const DichotomyRequest& second);

/// The layer that moved, and what was counted in each draw.
struct MovedLayer {
  int layer = 1;  ///< 1..depth
  int above = 0;  ///< hidden layers above it: the remaining depth
  std::vector<LabelingCount> draws;

  [[nodiscard]] double mean() const;  ///< NaN without draws, as the next two
  [[nodiscard]] double least() const;
  [[nodiscard]] double most() const;
};

/// What is known after some of the layers and draws. A value: a copy can go on, see extend().
struct Dichotomies {
  DichotomyRequest request;
  std::vector<MovedLayer> layers{};  ///< by rising `above`; only those with a draw
  int done = 0;                      ///< circles: of draw 0 from the last layer down, of draw 1, ...

  [[nodiscard]] int total() const { return request.subject.setting.depth * request.draws; }
  [[nodiscard]] bool complete() const { return done == total(); }
  [[nodiscard]] double ceiling() const;  ///< 2^inputs
  [[nodiscard]] bool limitMet() const;   ///< somewhere
};
using DichotomiesPtr = std::shared_ptr<const Dichotomies>;

/// Counts on from where `known` stands, for every layer from the last one down, draw by draw; `observe` sees
/// what is known after each circle, on the calling thread. Draw r has the inputs N(0, q I), q the mean square
/// of a coordinate of the curve's end points, with the address of further end points, so that more inputs
/// contain fewer. Cost of a circle: see countLabelings(); it grows with the layers above and with the
/// labelings. On all processors; neither their number nor stops change the result. False when `stop` was
/// requested, polled about each millisecond.
/// @pre !validate(known.request)
bool extend(Dichotomies& known, const std::function<void(const Dichotomies&)>& observe = {},
            const std::stop_token& stop = {});

/// The inputs of one draw's subject. [input dimension x count]
[[nodiscard]] Eigen::MatrixXd dichotomyInputs(const Subject& subject, int count);
/// Calls visit for the circles of layers `last`, ..., 1 until it answers false.
void forEachCircle(const Subject& subject, const Eigen::MatrixXd& inputs, int last,
                   const std::function<bool(int layer, const WeightCircle& circle)>& visit,
                   const std::stop_token& stop = {});

}  // namespace arcscope::core
