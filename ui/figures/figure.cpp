#include "ui/figures/figure.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageWriter>
#include <QtMath>
#include <nlohmann/json.hpp>

#include "core/support/json_text.h"
#include "core/support/text.h"
#include "core/version.h"
#include "ui/figures/pdf_figure.h"
#include "ui/figures/svg_device.h"
#include "ui/model/text.h"
#include "ui/plots/view_badges.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

struct LineText {
  Q_DECLARE_TR_FUNCTIONS(Setting)
};

constexpr double pointsPerInch = 72.0;
constexpr double millimetresPerInch = 25.4;

QRectF pageOf(const FigureStyle& style) {
  return {QPointF(), style.millimetres * (pointsPerInch / millimetresPerInch)};
}

QSize pixelsOf(const FigureStyle& style, int dpi) {
  return (style.millimetres * (dpi / millimetresPerInch)).toSize().expandedTo({1, 1});
}

QByteArray asPng(const FigureStyle& style, const FigureInfo& info, const PaintPage& paint) {
  QImage image = renderImage(style, style.dpi, paint);
  image.setText(QStringLiteral("Title"), info.title);
  image.setText(QStringLiteral("Software"), QStringLiteral("Arcscope ") + info.version);
  image.setText(QStringLiteral("Arcscope"), QString::fromUtf8(info.json()));
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

QByteArray asSvg(const FigureStyle& style, const FigureInfo& info, const PaintPage& paint) {
  SvgDevice device(style.millimetres, style.outlines ? SvgDevice::TextAs::Outlines : SvgDevice::TextAs::Text);
  {
    QPainter painter(&device);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter, pageOf(style), style.theme);
  }
  const QByteArray head = "<title>" + xmlText(info.title).toUtf8() + "</title>\n<metadata id=\"arcscope\">" +
                          xmlText(QString::fromUtf8(info.json())).toUtf8() + "</metadata>\n";
  return device.document(head);
}

QString number(double value) {
  return QString::fromStdString(core::numberText(value));
}

}  // namespace

std::optional<core::Error> validate(const FigureStyle& style, FigureFormat format) {
  const QSizeF size = style.millimetres;
  for (const double side : {size.width(), size.height()})
    if (!(side >= smallestFigure && side <= largestFigure))
      return core::Error{"a side of the figure is " + core::numberText(side) + " mm; it must be " +
                         core::numberText(smallestFigure) + " to " + core::numberText(largestFigure) + " mm"};
  if (format != FigureFormat::Png) return std::nullopt;
  if (style.dpi < smallestDpi || style.dpi > largestDpi)
    return core::Error{"the resolution is " + std::to_string(style.dpi) + " dpi; it must be " +
                       std::to_string(smallestDpi) + " to " + std::to_string(largestDpi)};
  const double pixels = size.width() * size.height() * std::pow(style.dpi / millimetresPerInch, 2);
  if (pixels > largestPicture)
    return core::Error{"the figure would have " + std::to_string(qRound64(pixels / 1e6)) +
                       " million pixels; at most 200 million are allowed"};
  return std::nullopt;
}

QString settingLine(const core::Setting& setting) {
  QStringList parts{fromView(core::name(setting.activation)), LineText::tr("depth %1").arg(setting.depth)};
  parts << widthText(setting);
  if (const int inputs = core::effectiveInputDim(setting); inputs != core::widthOf(setting, 1))
    parts << LineText::tr("%1 inputs").arg(inputs);
  if (setting.networkFile.empty()) {
    parts << QStringLiteral("\u03c3w ") + number(setting.sigmaW)
          << QStringLiteral("σb ") + number(setting.sigmaB);
    if (setting.weights != core::WeightLaw{})
      parts << LineText::tr("%1 weights").arg(QString::fromStdString(core::toText(setting.weights)));
  } else {
    parts << LineText::tr("loaded network");
  }
  parts << coreText(core::name(setting.trajectory));
  if (setting.tBegin != 0.0 || setting.tEnd != 1.0)
    parts << LineText::tr("t %1 to %2").arg(number(setting.tBegin), number(setting.tEnd));
  parts << LineText::tr("seed %1").arg(setting.seed);
  return parts.join(QStringLiteral(", "));
}

FigureInfo FigureInfo::of(const core::Snapshot& snapshot, const QString& view, const QString& viewTitle) {
  const core::Setting& setting = snapshot.subject.setting;
  return {.title = QStringLiteral("%1: %2").arg(viewTitle, settingLine(setting)),
          .view = view,
          .setting = QByteArray::fromStdString(core::toJson(setting)),
          .choices = {},
          .seed = setting.seed,
          .version = QString::fromLatin1(core::version)};
}

QByteArray FigureInfo::json() const {
  nlohmann::ordered_json object;
  object["program"] = "arcscope";
  object["version"] = version.toStdString();
  object["view"] = view.toStdString();
  object["seed"] = seed;
  object["setting"] = core::parsedJson(setting.toStdString());
  if (!choices.isEmpty()) object["choices"] = core::parsedJson(choices.toStdString());
  return QByteArray::fromStdString(core::jsonText(object));
}

QImage renderPixels(QSize pixels, double dpi, const Theme& figure, const PaintPage& paint) {
  QImage image(pixels, QImage::Format_RGB32);
  image.setDotsPerMeterX(qRound(dpi * 1000.0 / millimetresPerInch));
  image.setDotsPerMeterY(qRound(dpi * 1000.0 / millimetresPerInch));
  image.fill(figure.card);
  QPainter painter(&image);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing |
                         QPainter::SmoothPixmapTransform);
  // Larger type rather than a scaled painter: glyphs are then made for the pixels they get.
  Theme theme = figure;
  theme.scale *= dpi / pointsPerInch;
  paint(painter, QRectF(image.rect()), theme);
  return image;
}

QImage renderImage(const FigureStyle& style, int dpi, const PaintPage& paint) {
  return renderPixels(pixelsOf(style, dpi), dpi, style.theme, paint);
}

QByteArray renderFigure(FigureFormat format, const FigureStyle& style, const FigureInfo& info,
                        const PaintPage& paint) {
  switch (format) {
    case FigureFormat::Png:
      return asPng(style, info, paint);
    case FigureFormat::Svg:
      return asSvg(style, info, paint);
    case FigureFormat::Pdf:
      break;
  }
  return pdfFigure(style.millimetres, info,
                   [&](QPainter& painter) { paint(painter, pageOf(style), style.theme); });
}

}  // namespace arcscope::ui
