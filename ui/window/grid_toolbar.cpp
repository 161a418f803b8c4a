#include "ui/window/grid_toolbar.h"

#include <QHBoxLayout>
#include <QRegularExpression>

namespace arcscope::ui {
namespace {

using Kind = core::ProjectionChoice::Kind;

int indexOf(const core::ProjectionChoice& choice) {
  switch (choice.kind) {
    case Kind::PrincipalComponents:
      return choice.dimensions == 3 ? 1 : 0;
    case Kind::Neurons:
      return 2;
    case Kind::RandomPlane:
      return 3;
  }
  return 0;
}

}  // namespace

GridToolbar::GridToolbar(QWidget* parent)
    : QWidget(parent),
      m_projection(new Segmented({tr("PCA 2-D"), tr("PCA 3-D"), tr("neurons"), tr("plane")}, this)),
      m_neurons(new QLineEdit(this)),
      m_image(new Segmented({tr("z"), tr("h")}, this)),
      m_scale(new Segmented({tr("own scale"), tr("common")}, this)),
      m_pins(new Segmented({tr("overlay"), tr("side by side")}, this)),
      m_badges(new BadgeStrip(this)) {
  m_projection->setObjectName(QStringLiteral("projection"));
  m_projection->setToolTips(
      {tr("The first two principal components of each image"),
       tr("The first three principal components: open a layer and turn it with the mouse"),
       tr("The values of two or three neurons"), tr("The same random plane in every frame")});
  m_neurons->setObjectName(QStringLiteral("neurons"));
  m_neurons->setAccessibleName(tr("Neurons"));
  m_neurons->setToolTip(tr("Two or three neurons, counted from 0: “0, 1”"));
  m_neurons->setFixedSize(64, 26);
  m_image->setObjectName(QStringLiteral("image"));
  m_image->setToolTips({tr("z = φ(h): after the activation"), tr("h = W z + b: before the activation")});
  m_scale->setObjectName(QStringLiteral("scale"));
  m_scale->setToolTips(
      {tr("Each image fills its tile"), tr("One scale for all tiles: growth and collapse are seen")});
  m_pins->setObjectName(QStringLiteral("pinsLayout"));
  m_pins->setAccessibleName(tr("Pinned states"));
  m_pins->setToolTips({tr("Pinned states as thin lines beneath the images (S)"),
                       tr("Pinned states in images of their own beside them (S)")});
  m_pins->hide();
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  m_first = new QHBoxLayout;
  m_second = new QHBoxLayout;
  for (QHBoxLayout* row : {m_first, m_second}) {
    row->setSpacing(8);
    rows->addLayout(row);
  }
  m_first->addWidget(m_projection);
  m_first->addWidget(m_neurons);
  m_first->addWidget(m_image);
  m_first->addWidget(m_scale);
  m_first->addWidget(m_pins);
  m_first->addWidget(m_badges, 1);
  m_second->addStretch();
  connect(m_projection, &Segmented::chosen, this, &GridToolbar::chooseProjection);
  connect(m_neurons, &QLineEdit::editingFinished, this, &GridToolbar::readNeurons);
  connect(m_image, &Segmented::chosen, this, [this](int index) {
    core::ViewChoice view = m_view;
    view.image = index == 0 ? core::ImageKind::Z : core::ImageKind::H;
    Q_EMIT viewChosen(view);
  });
  connect(m_scale, &Segmented::chosen, this, [this](int index) { Q_EMIT commonScaleChosen(index == 1); });
  connect(m_pins, &Segmented::chosen, this, [this](int index) { Q_EMIT sideBySideChosen(index == 1); });
  setCommonScale(false);
  setSideBySide(false);
  setView({});
}

void GridToolbar::resizeEvent(QResizeEvent*) {
  arrange();
}

void GridToolbar::setPinned(bool any) {
  m_pinned = any;
  m_pins->setVisible(any);
  arrange();
}

/// Badges stand where the tools leave room for them; those and the pins' tool go to a second row together.
void GridToolbar::arrange() {
  int tools = 0;
  for (const QWidget* tool : std::initializer_list<const QWidget*>{m_projection, m_neurons, m_image, m_scale})
    if (!tool->isHidden()) tools += tool->sizeHint().width() + m_first->spacing();
  const bool second = m_pinned && tools + m_pins->sizeHint().width() > width();
  QHBoxLayout* const row = second ? m_second : m_first;
  if (row->indexOf(m_pins) < 0) {
    (second ? m_first : m_second)->removeWidget(m_pins);
    row->insertWidget(second ? 0 : m_first->count() - 1, m_pins);
  }
  const int used = tools + (m_pinned && !second ? m_pins->sizeHint().width() + m_first->spacing() : 0);
  m_badges->setVisible(width() > used + 40);
}

void GridToolbar::setView(const core::ViewChoice& view) {
  m_view = view;
  m_projection->setCurrent(indexOf(view.projection));
  m_image->setCurrent(view.image == core::ImageKind::Z ? 0 : 1);
  m_neurons->setVisible(view.projection.kind == Kind::Neurons);
  QStringList numbers;
  for (int i = 0; i < view.projection.dimensions; ++i)
    numbers << QString::number(view.projection.neurons[static_cast<std::size_t>(i)]);
  m_neurons->setText(numbers.join(QStringLiteral(", ")));
  arrange();
}

void GridToolbar::setCommonScale(bool common) {
  m_scale->setCurrent(common ? 1 : 0);
}

void GridToolbar::chooseProjection(int index) {
  core::ViewChoice view = m_view;
  view.projection.kind = index < 2    ? Kind::PrincipalComponents
                         : index == 2 ? Kind::Neurons
                                      : Kind::RandomPlane;
  view.projection.dimensions = index == 1 ? 3 : 2;
  Q_EMIT viewChosen(view);
}

void GridToolbar::readNeurons() {
  if (!m_neurons->isModified()) return;
  m_neurons->setModified(false);
  static const QRegularExpression separators(QStringLiteral("[,;\\s]+"));
  const QStringList words = m_neurons->text().split(separators, Qt::SkipEmptyParts);
  core::ViewChoice view = m_view;
  bool good = words.size() == 2 || words.size() == 3;
  for (int i = 0; good && i < words.size(); ++i) {
    const int neuron = words[i].toInt(&good);
    good = good && neuron >= 0;
    view.projection.neurons[static_cast<std::size_t>(i)] = neuron;
  }
  if (!good) {
    Q_EMIT refused(tr("Name two or three neurons by whole numbers from 0 on, such as “0, 1”, not “%1”.")
                       .arg(m_neurons->text()));
    setView(m_view);
    return;
  }
  view.projection.dimensions = static_cast<int>(words.size());
  Q_EMIT viewChosen(view);
}

}  // namespace arcscope::ui
