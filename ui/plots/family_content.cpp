#include "ui/plots/family_content.h"

#include <QCoreApplication>
#include <array>
#include <cmath>

#include "core/support/text.h"

namespace arcscope::ui {
namespace {

struct FamilyText {
  Q_DECLARE_TR_FUNCTIONS(Family)
};

QString numberOf(double value) {
  return QString::fromStdString(core::numberText(std::round(value * 1e4) / 1e4));
}

QString widthName(int width) {
  return QStringLiteral("k = %1").arg(width);
}

QString sigmaName(double sigmaW) {
  return QStringLiteral("\u03c3_w = ") + numberOf(sigmaW);
}

/// 0..1, away from the ends of the map, which are faint.
double toneOf(std::size_t index, std::size_t count) {
  return count < 2 ? 0.3 : 0.04 + 0.86 * static_cast<double>(index) / static_cast<double>(count - 1);
}

const core::Summary* summaryOf(const core::FamilyMember& member, core::Measure measure, int layer) {
  const core::MeasureSummary* summary = member.measured.find(measure);
  if (summary == nullptr) return nullptr;
  const int index = layer - summary->firstLayer;
  if (index < 0 || index >= static_cast<int>(summary->layers.size())) return nullptr;
  return &summary->layers[static_cast<std::size_t>(index)];
}

double meanOf(const core::FamilyMember& member, core::Measure measure, int layer) {
  const core::Summary* summary = summaryOf(member, measure, layer);
  return summary != nullptr && summary->count > 0 ? summary->mean : qQNaN();
}

/// Breakpoints of the whole curve for each neuron of layers 1..layer.
double piecesPerNeuron(const core::FamilyMember& member, int layer) {
  return meanOf(member, core::Measure::Pieces, layer) / (static_cast<double>(member.width) * layer);
}

/// What a stroke means, whatever its colour.
void addToLegend(PlotContent& content, const QString& text, Qt::PenStyle style) {
  content.series.append(
      {.name = text, .points = {}, .layers = {}, .colour = PlotColour::Muted, .weight = 0.8, .style = style});
}

/// Lines over layers: one a member.
class Lines {
 public:
  Lines(const core::Family& family, PlotContent& content)
      : m_request(family.request),
        m_members(family.members),
        m_depth(family.request.subject.setting.depth),
        m_content(content) {}

  /// @param point of a member's layer. @param law drawn dashed where it has points.
  template <class Point, class Law>
  void add(int firstLayer, bool line, Point point, Law law) {
    bool hasLaw = false;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
      const core::FamilyMember& member = m_members[i];
      PlotSeries series = look(i);
      series.line = line;
      series.dots = !line;
      for (int d = firstLayer; d <= m_depth; ++d) {
        series.points.append(point(member, d));
        series.layers.append(d);
      }
      PlotSeries theory = look(i);
      theory.name.clear();
      theory.style = Qt::DashLine;
      theory.weight = 0.7;
      theory.points = law(member, series.points);
      if (!theory.points.isEmpty()) m_content.series.append(theory);
      hasLaw = hasLaw || !theory.points.isEmpty();
      m_content.series.append(series);
    }
    addWidthsToLegend();
    if (hasLaw) addToLegend(m_content, FamilyText::tr("law"), Qt::DashLine);
  }

 private:
  [[nodiscard]] bool bothVary() const { return m_request.widths.size() > 1 && m_request.sigmaWs.size() > 1; }
  [[nodiscard]] double weightOf(std::size_t width) const {
    return bothVary()
               ? 0.7 + 1.1 * static_cast<double>(width) / static_cast<double>(m_request.widths.size() - 1)
               : 1.0;
  }

  /// Colour by sigma_w, weight by width; by width alone where there is one sigma_w.
  [[nodiscard]] PlotSeries look(std::size_t member) const {
    const std::size_t sigmas = m_request.sigmaWs.size();
    const std::size_t width = member / sigmas;
    const std::size_t sigma = member % sigmas;
    PlotSeries series{.name = {}, .points = {}, .layers = {}};
    series.tone = sigmas > 1 ? toneOf(sigma, sigmas) : toneOf(width, m_request.widths.size());
    series.weight = weightOf(width);
    if (bothVary())
      series.name = width + 1 == m_request.widths.size() ? sigmaName(m_members[member].sigmaW) : QString();
    else
      series.name = sigmas > 1 ? sigmaName(m_members[member].sigmaW) : widthName(m_members[member].width);
    return series;
  }

  void addWidthsToLegend() {
    if (!bothVary()) return;
    for (std::size_t i = 0; i < m_request.widths.size(); ++i) {
      PlotSeries entry{.name = widthName(m_request.widths[i]), .points = {}, .layers = {}};
      entry.colour = PlotColour::Muted;
      entry.weight = weightOf(i);
      m_content.series.append(entry);
    }
  }

  const core::FamilyRequest& m_request;
  const std::vector<core::FamilyMember>& m_members;
  int m_depth;
  PlotContent& m_content;
};

/// Growth a layer against one parameter, a line for each value of the other.
void addGrowth(const core::Family& family, bool againstSigma, PlotContent& content) {
  const std::size_t widths = family.request.widths.size();
  const std::size_t sigmas = family.request.sigmaWs.size();
  const std::size_t lines = againstSigma ? widths : sigmas;
  bool exact = false;
  bool wide = false;
  for (std::size_t line = 0; line < lines; ++line) {
    PlotSeries measured{.name = {}, .points = {}, .layers = {}, .dots = true};
    measured.tone = toneOf(line, lines);
    measured.name =
        againstSigma ? widthName(family.request.widths[line]) : sigmaName(family.request.sigmaWs[line]);
    PlotSeries law{.name = {}, .points = {}, .layers = {}, .weight = 0.8, .style = Qt::DashLine};
    law.tone = measured.tone;
    PlotSeries limit = law;
    limit.style = Qt::DotLine;
    for (std::size_t i = 0; i < (againstSigma ? sigmas : widths); ++i) {
      const core::FamilyMember& member = family.members[againstSigma ? line * sigmas + i : i * sigmas + line];
      const double x = againstSigma ? member.sigmaW : member.width;
      measured.points.append(QPointF(x, member.growth()));
      if (member.finiteGrowth) law.points.append(QPointF(x, member.finiteGrowth.value));
      if (member.meanFieldGrowth) limit.points.append(QPointF(x, member.meanFieldGrowth.value));
    }
    exact = exact || !law.points.isEmpty();
    wide = wide || !limit.points.isEmpty();
    if (!law.points.isEmpty()) content.series.append(law);
    // Against sigma_w infinite width is the same line for all.
    if (!limit.points.isEmpty() && (!againstSigma || line + 1 == lines)) content.series.append(limit);
    content.series.append(measured);
  }
  if (exact) addToLegend(content, FamilyText::tr("exact mean"), Qt::DashLine);
  if (wide) addToLegend(content, FamilyText::tr("infinite width"), Qt::DotLine);
  content.yTitle = FamilyText::tr("growth of length a layer");
  content.xTitle = againstSigma ? QStringLiteral("\u03c3_w") : FamilyText::tr("width k");
  content.logX = !againstSigma;
}

}  // namespace

QString name(FamilyFigure figure) {
  const std::string_view name = familyFigureNames[static_cast<std::size_t>(figure)];
  return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QString shortTitle(FamilyFigure figure) {
  switch (figure) {
    case FamilyFigure::Length:
      return FamilyText::tr("length");
    case FamilyFigure::GrowthSigma:
      return FamilyText::tr("growth by \u03c3_w");
    case FamilyFigure::GrowthWidth:
      return FamilyText::tr("growth by k");
    case FamilyFigure::Transitions:
      return FamilyText::tr("transitions");
    case FamilyFigure::Pieces:
      break;
  }
  return FamilyText::tr("pieces");
}

QString title(FamilyFigure figure) {
  switch (figure) {
    case FamilyFigure::Length:
      return FamilyText::tr("Length against layer");
    case FamilyFigure::GrowthSigma:
      return FamilyText::tr("Growth of length against \u03c3_w");
    case FamilyFigure::GrowthWidth:
      return FamilyText::tr("Growth of length against width");
    case FamilyFigure::Transitions:
      return FamilyText::tr("Transitions against length");
    case FamilyFigure::Pieces:
      break;
  }
  return FamilyText::tr("Pieces per neuron against depth");
}

QString meaningOf(FamilyFigure figure) {
  switch (figure) {
    case FamilyFigure::Length:
      return FamilyText::tr("Length of the image in every layer, a line for each width and \u03c3_w");
    case FamilyFigure::GrowthSigma:
      return FamilyText::tr(
          "Growth a layer, averaged over the layers, against \u03c3_w, a line for each width");
    case FamilyFigure::GrowthWidth:
      return FamilyText::tr(
          "Growth a layer, averaged over the layers, against width, a line for each \u03c3_w");
    case FamilyFigure::Transitions:
      return FamilyText::tr("Sign transitions of each layer against the length of the image that it reads");
    case FamilyFigure::Pieces:
      break;
  }
  return FamilyText::tr("Linear pieces of the curve for each neuron of the layers so far, counted exactly");
}

core::FamilyRequest familyRequest(const FamilyChoice& choice, const core::Subject& subject) {
  core::FamilyRequest request{.subject = subject,
                              .widths = choice.widths,
                              .sigmaWs = choice.sigmaWs,
                              .draws = choice.draws,
                              .pieces = choice.figure == FamilyFigure::Pieces};
  core::Setting& shared = request.subject.setting;  // what varies between members says nothing here
  const core::Setting fixed;
  shared.width = fixed.width;
  shared.sigmaW = fixed.sigmaW;
  shared.method = fixed.method;
  return request;
}

PlotContent familyContent(const core::Family& family, FamilyFigure figure) {
  PlotContent content;
  content.xTitle = FamilyText::tr("layer");
  content.wholeX = true;
  content.zeroX = true;
  Lines lines(family, content);
  const auto noLaw = [](const core::FamilyMember&, const QVector<QPointF>&) { return QVector<QPointF>(); };
  switch (figure) {
    case FamilyFigure::Length:
      lines.add(
          0, true,
          [](const core::FamilyMember& member, int d) {
            return QPointF(d, meanOf(member, core::Measure::Length, d));
          },
          noLaw);
      content.yTitle = FamilyText::tr("length of the image");
      content.logY = true;
      break;
    case FamilyFigure::GrowthSigma:
    case FamilyFigure::GrowthWidth:
      content.wholeX = content.zeroX = false;
      addGrowth(family, figure == FamilyFigure::GrowthSigma, content);
      break;
    case FamilyFigure::Transitions:
      lines.add(
          1, false,
          [](const core::FamilyMember& member, int d) {
            return QPointF(meanOf(member, core::Measure::Length, d - 1),
                           meanOf(member, core::Measure::SignTransitions, d));
          },
          [](const core::FamilyMember& member, const QVector<QPointF>& points) {
            double low = qInf();
            double high = 0.0;
            for (const QPointF& p : points)
              if (std::isfinite(p.x()) && p.x() > 0.0) {
                low = std::min(low, p.x());
                high = std::max(high, p.x());
              }
            if (!member.signSlope || low >= high) return QVector<QPointF>();
            return QVector<QPointF>{{low, member.signSlope.value * low},
                                    {high, member.signSlope.value * high}};
          });
      content.xTitle = FamilyText::tr("length of the image that the layer reads");
      content.yTitle = FamilyText::tr("sign transitions of the layer");
      content.wholeX = content.zeroX = false;
      content.logX = content.logY = true;
      break;
    case FamilyFigure::Pieces:
      lines.add(
          1, true,
          [](const core::FamilyMember& member, int d) { return QPointF(d, piecesPerNeuron(member, d)); },
          [](const core::FamilyMember& member, const QVector<QPointF>&) {
            QVector<QPointF> law;
            for (std::size_t d = 0; d < member.bends.size(); ++d)
              law.append(QPointF(static_cast<double>(d) + 1.0, member.bends[d]));
            return law;
          });
      content.xTitle = FamilyText::tr("depth");
      content.yTitle = FamilyText::tr("pieces per neuron");
      content.zeroY = true;
      break;
  }
  return content;
}

DataTable familyNumbers(const core::Family& family) {
  DataTable table{
      {QStringLiteral("width"), QStringLiteral("sigma_w"), QStringLiteral("layer"), QStringLiteral("draws"),
       QStringLiteral("length_mean"), QStringLiteral("length_standard_error"),
       QStringLiteral("sign_transitions_mean"), QStringLiteral("sign_transitions_standard_error"),
       QStringLiteral("pieces_per_neuron"), QStringLiteral("growth_mean"),
       QStringLiteral("finite_width_growth"), QStringLiteral("mean_field_growth")},
      {}};
  for (const core::FamilyMember& member : family.members)
    for (int d = 0; d <= family.request.subject.setting.depth; ++d) {
      const auto errorOf = [&](core::Measure measure) {
        const core::Summary* summary = summaryOf(member, measure, d);
        return summary != nullptr ? summary->standardError : qQNaN();
      };
      table.rows.append({static_cast<double>(member.width), member.sigmaW, static_cast<double>(d),
                         static_cast<double>(member.measured.draws), meanOf(member, core::Measure::Length, d),
                         errorOf(core::Measure::Length), meanOf(member, core::Measure::SignTransitions, d),
                         errorOf(core::Measure::SignTransitions),
                         d > 0 ? piecesPerNeuron(member, d) : qQNaN(), member.growth(),
                         member.finiteGrowth.value, member.meanFieldGrowth.value});
    }
  return table;
}

}  // namespace arcscope::ui
