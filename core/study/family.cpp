#include "core/study/family.h"

#include <algorithm>
#include <cmath>

#include "core/theory/setting_theory.h"

namespace arcscope::core {
namespace {

constexpr MeasureSet sampledMeasures{Measure::Length, Measure::Total, Measure::SignTransitions};
constexpr MeasureSet exactMeasures{Measure::Length, Measure::Total, Measure::SignTransitions,
                                   Measure::Pieces};

Setting memberSetting(const FamilyRequest& request, int width, double sigmaW) {
  Setting setting = request.subject.setting;
  setting.width = width;
  setting.widths.clear();
  setting.sigmaW = sigmaW;
  setting.method = request.pieces ? Method::Exact : Method::Sampled;
  return setting;
}

std::string reasonAgainst(const FamilyRequest& request) {
  if (request.subject.loaded) return "a loaded network has one width and no sigma_w to vary";
  if (request.widths.empty() || request.sigmaWs.empty() || request.draws < 1)
    return "a family needs one width, one sigma_w and one draw at least";
  if (request.widths.size() * request.sigmaWs.size() > mostMembers)
    return "a family has at most " + std::to_string(mostMembers) + " lines";
  if (request.pieces && !isPiecewiseLinear(request.subject.setting.activation))
    return std::string(name(request.subject.setting.activation)) +
           " is smooth: its networks have no pieces to count";
  return {};
}

/// The n-th root of how much longer the image of layer n is, by a law that has every factor.
Answer meanFactor(const std::vector<Answer>& factors) {
  double logarithm = 0.0;
  for (const Answer& factor : factors) {
    if (!factor) return factor;
    logarithm += std::log(factor.value);
  }
  return std::exp(logarithm / static_cast<double>(factors.size()));
}

void addTheory(const Subject& subject, FamilyMember& member) {
  const Setting& setting = subject.setting;
  const SettingTheory theory = theoryOf(setting, planeOf(subject));
  const auto depth = static_cast<double>(setting.depth);
  member.finiteGrowth = meanFactor(theory.finiteWidth);
  const std::vector<double>& length = theory.meanField.length;
  member.meanFieldGrowth = std::pow(length.back() / length.front(), 1.0 / depth);
  const Answer& q = theory.stationary.qStar;
  if (q && q.value > 0.0)
    member.signSlope = setting.width * signTransitionsAtLength(1.0, theory.laws.back(), q.value);
  else
    member.signSlope = q ? Answer("q* is 0") : Answer(q.reason);
  double sum = 0.0;
  for (const double count : theory.meanField.transitions) {
    sum += count;
    member.bends.push_back(sum / (setting.width * static_cast<double>(member.bends.size() + 1)));
  }
}

}  // namespace

double FamilyMember::growth() const {
  const MeasureSummary* total = measured.find(Measure::Total);
  if (total == nullptr || total->layers.empty() || total->layers.back().count == 0) return nan;
  const auto depth = static_cast<double>(measured.subject.setting.depth);
  return std::pow(total->layers.back().mean, 1.0 / depth);
}

Family computeFamily(const FamilyRequest& request, const std::function<void(const Family&)>& observe,
                     const std::stop_token& stop) {
  Family family{.request = request, .error = reasonAgainst(request), .members = {}};
  std::vector<Ensemble> ensembles;
  for (const int width : request.widths)
    for (const double sigmaW : request.sigmaWs) {
      if (!family.error.empty()) return family;
      Expected<Subject> subject = makeSubject(memberSetting(request, width, sigmaW));
      if (subject) {
        if (const auto error = validate(subject.value().setting)) family.error = error->message;
      } else {
        family.error = subject.error().message;
      }
      if (!family.error.empty()) return family;
      FamilyMember member;
      member.width = width;
      member.sigmaW = sigmaW;
      member.measured.subject = subject.value();
      addTheory(subject.value(), member);
      family.members.push_back(std::move(member));
      ensembles.emplace_back(subject.value(), request.pieces ? exactMeasures : sampledMeasures);
    }
  for (std::int64_t round = 1; family.drawsDone < family.drawsWanted(); round *= 2)
    for (std::size_t i = 0; i < ensembles.size(); ++i) {
      const std::int64_t before = ensembles[i].draws();
      if (!extend(ensembles[i], std::min(round, request.draws), {.threads = 0, .background = true}, {}, stop))
        return family;
      family.drawsDone += ensembles[i].draws() - before;
      family.members[i].measured = ensembles[i].result();
      family.complete = family.drawsDone == family.drawsWanted();
      if (observe) observe(family);
    }
  return family;
}

}  // namespace arcscope::core
