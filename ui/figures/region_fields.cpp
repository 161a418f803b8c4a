#include "ui/figures/region_fields.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <array>

namespace arcscope::ui {
namespace {

QString textOf(const core::PlaneRectangle& r) {
  QStringList sides;
  for (const double side : {r.a0, r.b0, r.a1, r.b1}) sides << QLocale::c().toString(side, 'g', 6);
  return sides.join(QStringLiteral(", "));
}

}  // namespace

std::optional<core::PlaneRectangle> rectangleFromText(const QString& text) {
  const QStringList parts = text.split(QLatin1Char(','));
  std::array<double, 4> sides{};
  bool good = parts.size() == static_cast<qsizetype>(sides.size());
  for (std::size_t i = 0; good && i < sides.size(); ++i)
    sides[i] = QLocale::c().toDouble(parts[static_cast<qsizetype>(i)].trimmed(), &good);
  const core::PlaneRectangle rectangle{sides[0], sides[1], sides[2], sides[3]};
  return good && rectangle.isValid() ? std::optional(rectangle) : std::nullopt;
}

RegionFields::RegionFields(const FigureChoice& choice, int depth, QFormLayout* form, QWidget* parent)
    : QObject(parent),
      m_form(form),
      m_layers(new QSpinBox(parent)),
      m_fill(new QComboBox(parent)),
      m_rectangle(new QLineEdit(parent)) {
  m_layers->setObjectName(QStringLiteral("figureRegionLayersBox"));
  m_layers->setRange(0, depth);
  m_layers->setSpecialValueText(tr("all"));
  m_layers->setPrefix(tr("1 to "));
  m_layers->setValue(choice.regionLayers >= depth ? 0 : choice.regionLayers);
  m_fill->setObjectName(QStringLiteral("figureFillBox"));
  m_fill->addItems({tr("Boundaries alone"), tr("Pattern of one layer"), tr("Slope of the read-out"),
                    tr("Area"), tr("Class that a loaded network answers")});  // in the order of RegionFill
  m_fill->setCurrentIndex(static_cast<int>(choice.fill));
  m_rectangle->setObjectName(QStringLiteral("figureRectangleEdit"));
  m_rectangle->setPlaceholderText(tr("the whole curve"));
  m_rectangle->setToolTip(tr("a0, b0, a1, b1: two opposite corners. Empty: all of the curve."));
  if (choice.rectangle) m_rectangle->setText(textOf(*choice.rectangle));
  m_rectangle->setCursorPosition(0);
  form->addRow(tr("Layers"), m_layers);
  form->addRow(tr("Fill"), m_fill);
  form->addRow(tr("Part"), m_rectangle);
  setShown(false);
  connect(m_layers, &QSpinBox::valueChanged, this, &RegionFields::changed);
  connect(m_fill, &QComboBox::currentIndexChanged, this, &RegionFields::changed);
  connect(m_rectangle, &QLineEdit::editingFinished, this, &RegionFields::changed);
}

void RegionFields::setShown(bool shown) {
  for (QWidget* field :
       {static_cast<QWidget*>(m_layers), static_cast<QWidget*>(m_fill), static_cast<QWidget*>(m_rectangle)})
    m_form->setRowVisible(field, shown);
}

bool RegionFields::apply(FigureChoice& choice) const {
  choice.regionLayers = m_layers->value();
  choice.fill = static_cast<RegionFill>(m_fill->currentIndex());
  const QString text = m_rectangle->text().trimmed();
  const auto rectangle = rectangleFromText(text);
  if (rectangle || text.isEmpty()) choice.rectangle = rectangle;
  return rectangle || text.isEmpty();
}

}  // namespace arcscope::ui
