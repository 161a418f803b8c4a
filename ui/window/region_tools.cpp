#include "ui/window/region_tools.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <algorithm>

#include "ui/plots/region_facts.h"

namespace arcscope::ui {
namespace {

constexpr int mostSegments = 6;  // of layers; deeper ones are in the menu

QStringList fillNames() {
  return {RegionTools::tr("lines"), RegionTools::tr("pattern"), RegionTools::tr("slope"),
          RegionTools::tr("area"), RegionTools::tr("class")};
}

/// "1", "1-2", ... and all of them last.
QStringList layerNames(int depth, int most) {
  QStringList names;
  for (int layers = 1; layers < std::min(depth, most); ++layers) names << layersText(layers);
  return names << RegionTools::tr("all layers");
}

}  // namespace

RegionTools::RegionTools(PlaneView* plane, QWidget* parent)
    : QWidget(parent),
      m_plane(plane),
      m_fill(new Segmented(fillNames(), this)),
      m_layers(new Segmented({}, this)) {
  m_fill->setObjectName(QStringLiteral("regionFill"));
  m_fill->setAccessibleName(tr("What fills the regions"));
  m_fill->setToolTips(
      {tr("Boundaries alone"), tr("A colour each pattern of the selected layer"),
       tr("The slope of the read-out behind these layers"),
       tr("The area of each region, on a logarithmic scale"),
       tr("The class that a trained or loaded network answers, and the boundary between classes")});
  m_layers->setObjectName(QStringLiteral("regionLayers"));
  m_layers->setAccessibleName(tr("Layers that the regions are of"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(m_fill);
  layout->addWidget(m_layers);
  layout->addStretch();
  connect(m_fill, &Segmented::chosen, this,
          [this](int i) { m_plane->setRegionFill(static_cast<RegionFill>(i)); });
  connect(m_layers, &Segmented::chosen, this, [this](int i) {
    m_plane->setRegionLayers(i + 1 < static_cast<int>(m_layers->choices().size()) ? i + 1 : 0);
  });
  connect(m_plane, &PlaneView::regionChoiceChanged, this, &RegionTools::refresh);
  refresh();
}

void RegionTools::refresh() {
  m_fill->setCurrent(static_cast<int>(m_plane->regionFill()));
  const int depth = m_plane->snapshot() ? m_plane->snapshot()->depth() : 1;
  const QStringList names = layerNames(depth, mostSegments);
  m_layers->setChoices(names);
  const int chosen = m_plane->regionLayers();
  const int last = static_cast<int>(names.size()) - 1;
  m_layers->setCurrent(chosen == 0 || chosen >= depth ? last : chosen <= last ? chosen - 1 : -1);
}

void RegionTools::addTo(QMenu& menu) const {
  PlaneView* plane = m_plane;
  const auto choices = [&](const QString& title, const QStringList& names, int current, const auto& choose) {
    QMenu* part = menu.addMenu(title);
    auto* group = new QActionGroup(part);
    for (int i = 0; i < names.size(); ++i) {
      QAction* action = part->addAction(names[i]);
      action->setCheckable(true);
      action->setChecked(i == current);
      group->addAction(action);
      QObject::connect(action, &QAction::triggered, plane, [choose, i] { choose(i); });
    }
  };
  choices(tr("Fill of the regions"), fillNames(), static_cast<int>(plane->regionFill()),
          [plane](int i) { plane->setRegionFill(static_cast<RegionFill>(i)); });
  const int depth = plane->snapshot() ? plane->snapshot()->depth() : 1;
  const int chosen = plane->regionLayers();
  choices(tr("Layers of the regions"), layerNames(depth, depth), chosen == 0 ? depth - 1 : chosen - 1,
          [plane, depth](int i) { plane->setRegionLayers(i + 1 < depth ? i + 1 : 0); });
  if (plane->dataPoints()) {
    QAction* points =
        menu.addAction(tr("Points of %1").arg(QString::fromStdString(plane->dataPoints()->name)));
    points->setCheckable(true);
    points->setChecked(plane->areDataPointsShown());
    QObject::connect(points, &QAction::toggled, plane, &PlaneView::setDataPointsShown);
  }
  menu.addAction(tr("Show the whole plane"), plane, &PlaneView::resetZoom);
}

}  // namespace arcscope::ui
