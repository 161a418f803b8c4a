#include "ui/panels/data_picker.h"

#include <QButtonGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/plots/point_picture.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {
namespace {

constexpr int shadow = 12;  // round the panel, inside the widget
constexpr int inset = 16;
constexpr int galleryWidth = 476;  // eight pictures
constexpr int highest = 820;
constexpr int planeDimension = 2;

bool isOfThePlane(const core::LearningTaskPtr& task) {
  return task && task->features() == planeDimension;
}

QString shortName(const core::DataChoice& choice) {
  const QString name = QString::fromStdString(choice.name);
  return name.contains(QLatin1Char('/')) ? QFileInfo(name).fileName() : name;
}

}  // namespace

// One end.

EndSlot::EndSlot(bool second, QWidget* parent) : KeyButton(parent), m_second(second) {
  setCheckable(true);
  setText(second ? tr("B") : tr("A"));
  setAccessibleName(second ? tr("End of the curve") : tr("Start of the curve"));
  setToolTip(second ? tr("The end, x1: click, then choose its picture below")
                    : tr("The start, x0: click, then choose its picture below"));
  setCursor(Qt::PointingHandCursor);
  setFocusPolicy(Qt::StrongFocus);
}

void EndSlot::setEnds(std::shared_ptr<const core::DataEndpoints> ends, std::int64_t point) {
  m_ends = std::move(ends);
  m_point = point;
  update();
}

void EndSlot::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF box(0, 0, width(), width());
  const QColor colour = endColour(theme(), m_second);
  if (m_ends) {
    const core::DataPoint& point = m_second ? m_ends->second : m_ends->first;
    const PictureForm form = pictureForm(*m_ends);
    painter.fillRect(box, theme().card);
    drawPointPicture(painter, box.adjusted(2, 2, -2, -2), pointPicture(point.x, form, theme()), form);
    const QFontMetricsF metrics(theme().font(1.0, QFont::Medium));
    painter.setFont(theme().font(1.0, QFont::Medium));
    painter.setPen(theme().text);
    const QString name = metrics.elidedText(QString::fromStdString(point.className), Qt::ElideRight, width());
    painter.drawText(QRectF(0, box.bottom() + 3, width(), 18), Qt::AlignCenter, name);
    if (m_point >= 0) {
      painter.setFont(theme().font(0.92));
      painter.setPen(theme().mutedText);
      painter.drawText(QRectF(0, box.bottom() + 20, width(), 16), Qt::AlignCenter,
                       tr("point %1").arg(m_point));
    }
  }
  painter.setBrush(Qt::NoBrush);
  const bool strong = isChecked();
  const double pen = strong ? 3.0 : 1.0;
  painter.setPen(QPen(strong                       ? colour
                      : underMouse() || hasFocus() ? theme().mutedText
                                                   : theme().border,
                      pen, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter.drawRect(box.adjusted(0.5 * pen, 0.5 * pen, -0.5 * pen, -0.5 * pen));
  const QRectF tag(0, 0, 20, 20);
  painter.fillRect(tag, colour);
  painter.setPen(theme().card);
  painter.setFont(theme().font(1.0, QFont::DemiBold));
  painter.drawText(tag, Qt::AlignCenter, text());
}

// Between the ends.

PathStrip::PathStrip(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Points along the curve"));
  setToolTip(tr("What the network is shown on the way"));
}

void PathStrip::setSubject(const core::Subject& subject) {
  m_subject = subject;
  update();
}

void PathStrip::paintEvent(QPaintEvent*) {
  if (!m_subject.dataEnds || !m_subject.plane) return;
  QPainter painter(this);
  const PictureForm form = pictureForm(*m_subject.dataEnds);
  constexpr std::array times{0.2, 0.4, 0.6, 0.8};
  constexpr int side = 56;
  const int gap = (width() - side * static_cast<int>(times.size())) / (static_cast<int>(times.size()) - 1);
  int left = 0;
  for (const double t : times) {
    const QRectF box(left, 0, side, side);
    const Eigen::VectorXd x = pointAt(*m_subject.plane, m_subject.setting, t);
    drawPointPicture(painter, box, pointPicture(x, form, theme()), form);
    painter.setPen(theme().border);
    painter.drawRect(box.adjusted(0, 0, -1, -1));
    painter.setPen(theme().mutedText);
    painter.setFont(theme().font(0.92));
    painter.drawText(QRectF(left, side + 2, side, 18), Qt::AlignCenter, QString::number(t, 'f', 1));
    left += side + gap;
  }
}

// The picker.

DataPicker::DataPicker(Session& session, LearningData& learning, QWidget* parent)
    : QWidget(parent), m_session(session), m_learning(learning) {
  setObjectName(QStringLiteral("dataPicker"));
  setAccessibleName(tr("End points from data"));
  build();
  hide();
  connect(&m_learning, &LearningData::opened, this, &DataPicker::takeTask);
  connect(&m_learning, &LearningData::failed, this, [this] {
    m_takesData = false;
    follow();
  });
  connect(&m_learning, &LearningData::busyChanged, this, &DataPicker::showNote);
  connect(&m_session, &Session::settingChanged, this, [this] {
    if (isVisible()) follow();
  });
}

void DataPicker::build() {
  m_title = new QLabel(tr("End points from data"), this);
  m_dataButton = new Button(QString(), Button::Look::Outline, this);
  m_dataButton->setObjectName(QStringLiteral("pickerData"));
  m_dataButton->setAccessibleName(tr("Data set"));
  m_dataButton->setGlyph(Glyph::Chevron);
  m_dataButton->setToolTip(tr("The data set"));
  connect(m_dataButton, &Button::clicked, this, &DataPicker::openDataMenu);
  auto* close = new Button(Glyph::Close, Button::Look::Quiet, this);
  close->setObjectName(QStringLiteral("pickerClose"));
  close->setAccessibleName(tr("Close"));
  close->setToolTip(tr("Close (Escape); the end points stay"));
  close->setFixedSize(28, 28);
  connect(close, &Button::clicked, this, &QWidget::hide);
  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  head->addWidget(m_title);
  head->addStretch();
  head->addWidget(m_dataButton);
  head->addWidget(close);

  m_ends = new QWidget(this);
  m_firstSlot = new EndSlot(false, m_ends);
  m_firstSlot->setObjectName(QStringLiteral("firstEnd"));
  m_secondSlot = new EndSlot(true, m_ends);
  m_secondSlot->setObjectName(QStringLiteral("secondEnd"));
  auto* group = new QButtonGroup(this);
  group->addButton(m_firstSlot);
  group->addButton(m_secondSlot);
  m_firstSlot->setChecked(true);
  m_strip = new PathStrip(m_ends);
  auto* swap = new Button(tr("Swap"), Button::Look::Outline, m_ends);
  swap->setObjectName(QStringLiteral("swapEnds"));
  swap->setToolTip(tr("The start becomes the end"));
  connect(swap, &Button::clicked, this, &DataPicker::swapEnds);
  auto* other = new Button(tr("Another pair"), Button::Look::Outline, m_ends);
  other->setObjectName(QStringLiteral("anotherPair"));
  other->setToolTip(tr("Two points of different classes, at random"));
  connect(other, &Button::clicked, this, &DataPicker::takeOtherPair);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(8);
  buttons->addWidget(swap, 1);
  buttons->addWidget(other, 2);
  auto* between = new QVBoxLayout;
  between->setSpacing(8);
  between->addWidget(m_strip);
  between->addLayout(buttons);
  between->addStretch();
  auto* ends = new QHBoxLayout(m_ends);
  ends->setContentsMargins(0, 0, 0, 0);
  ends->setSpacing(4);
  ends->addWidget(m_firstSlot, 0, Qt::AlignTop);
  ends->addLayout(between, 1);
  ends->addWidget(m_secondSlot, 0, Qt::AlignTop);

  m_note = new QLabel(this);
  m_note->setObjectName(QStringLiteral("pickerNote"));
  m_note->setWordWrap(true);
  m_gallery = new PointGallery;
  m_gallery->setObjectName(QStringLiteral("pickerPoints"));
  m_scroll = new QScrollArea(this);
  m_scroll->setObjectName(QStringLiteral("pickerScroll"));
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->viewport()->setAutoFillBackground(false);
  m_scroll->setWidget(m_gallery);
  m_gallery->setAutoFillBackground(false);
  connect(m_gallery, &PointGallery::pointChosen, this, &DataPicker::choosePoint);
  connect(m_gallery, &PointGallery::cursorMoved, this, [this](const QRect& cell) {
    m_scroll->ensureVisible(cell.center().x(), cell.center().y(), 40, 60);
  });

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(shadow + inset, shadow + 12, shadow + 8, shadow + 8);
  column->setSpacing(12);
  column->addLayout(head);
  column->addWidget(m_ends);
  column->addWidget(m_note);
  column->addWidget(m_scroll, 1);
  m_ends->setFixedWidth(galleryWidth);
  setFixedWidth(galleryWidth + 12 + 2 * shadow + inset + 8);
}

void DataPicker::place(const QRect& within) {
  m_within = within;
  layout()->activate();
  const int wanted = isOfThePlane(m_learning.task()) ? layout()->totalHeightForWidth(width()) : highest;
  setGeometry(within.left(), within.top() + 4, width(), std::min(within.height() - 8, wanted));
}

void DataPicker::open() {
  const core::Setting& setting = m_session.setting();
  core::DataChoice data = m_learning.choice();
  if (m_session.subject().dataEnds)
    if (const auto chosen = core::dataPairFromText(setting.endpointsFile)) data = chosen.value().data;
  m_takesData = !m_session.subject().dataEnds;
  show();
  raise();
  m_gallery->setFocus(Qt::PopupFocusReason);
  m_learning.open(data);
  follow();
}

void DataPicker::openDataMenu() {
  QMenu menu(this);
  for (const std::string& name : core::dataNames()) {
    QAction* action = menu.addAction(QString::fromStdString(name), this, [this, name] { openData(name); });
    action->setCheckable(true);
    action->setChecked(name == m_learning.choice().name);
  }
  menu.addSeparator();
  menu.addAction(tr("Open file…"), this, &DataPicker::chooseFile);
  menu.exec(m_dataButton->mapToGlobal(QPoint(0, m_dataButton->height() + 2)));
}

void DataPicker::chooseFile() {
  auto* dialog = new QFileDialog(window(), tr("Open data"), QString(),
                                 tr("Images and tables (*ubyte *ubyte.gz *.idx *.bin *.csv *.tsv *.txt "
                                    "*.csv.gz *.tsv.gz);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& file) { openData(file.toStdString()); });
  dialog->open();
}

void DataPicker::openData(const std::string& name) {
  m_takesData = true;
  m_learning.open({.name = name});
}

void DataPicker::takeTask() {
  const core::LearningTaskPtr& task = m_learning.task();
  const bool inPlane = isOfThePlane(task);
  m_gallery->setTask(inPlane ? nullptr : task);
  m_scroll->verticalScrollBar()->setValue(0);
  if (std::exchange(m_takesData, false)) inPlane ? enterPlane() : takeOtherPair();
  follow();
}

void DataPicker::enterPlane() {
  core::Setting next = m_session.setting();
  if (!m_session.showsFile()) next.inputDim = planeDimension;
  if (core::effectiveInputDim(next) != planeDimension) {
    Q_EMIT refused(tr("The points of %1 have 2 numbers; the input dimension of "
                      "this network is %2.")
                       .arg(shortName(m_learning.choice()))
                       .arg(core::effectiveInputDim(next)));
    return;
  }
  if (next.endpoints == core::Endpoints::Given) next.endpoints.reset();
  next.endpointsFile.clear();
  m_session.setSetting(std::move(next));
}

std::optional<core::DataPair> DataPicker::pair() const {
  if (!m_session.subject().dataEnds) return std::nullopt;
  const auto chosen = core::dataPairFromText(m_session.setting().endpointsFile);
  if (!chosen) return std::nullopt;
  return chosen.value();
}

void DataPicker::choosePoint(std::int64_t point) {
  const auto now = pair();
  const bool second = m_secondSlot->isChecked();
  if (!now || !(now->data == m_learning.choice())) {  // its fellow comes from
                                                      // the data that is on view
    const std::int64_t other = point == 0 ? 1 : 0;
    choose(second ? other : point, second ? point : other);
  } else if (point == (second ? now->first : now->second)) {
    swapEnds();
  } else {
    choose(second ? now->first : point, second ? point : now->second);
  }
  (second ? m_firstSlot : m_secondSlot)->setChecked(true);
}

void DataPicker::swapEnds() {
  const auto now = pair();
  if (now && now->data == m_learning.choice()) choose(now->second, now->first);
}

void DataPicker::takeOtherPair() {
  const core::LearningTaskPtr& task = m_learning.task();
  if (!task || isOfThePlane(task) || task->training.size() < 2) return;
  const auto& labels = task->training.labels;
  std::uniform_int_distribution<std::size_t> any(0, labels.size() - 1);
  const std::size_t first = any(m_random);
  std::size_t second = any(m_random);
  const bool several =
      std::any_of(labels.begin(), labels.end(), [&](auto label) { return label != labels[first]; });
  while (second == first || (several && labels[second] == labels[first])) second = any(m_random);
  choose(static_cast<std::int64_t>(first), static_cast<std::int64_t>(second));
}

void DataPicker::choose(std::int64_t first, std::int64_t second) {
  if (!m_learning.task()) return;
  core::Subject next = m_session.subject();
  if (next.setting.trajectory == core::Trajectory::Circle) next.setting.trajectory = core::Trajectory::Arc;
  const auto chosen = core::withDataEndpoints(next, *m_learning.task(), {m_learning.choice(), first, second});
  if (chosen)
    m_session.setSubject(chosen.value());
  else
    Q_EMIT refused(coreText(chosen.error().message));
}

void DataPicker::follow() {
  const core::Subject& subject = m_session.subject();
  const auto chosen = pair();
  const bool here = chosen && chosen->data == m_learning.choice();
  m_gallery->setEnds(here ? chosen->first : -1, here ? chosen->second : -1);
  m_firstSlot->setEnds(subject.dataEnds, chosen ? chosen->first : -1);
  m_secondSlot->setEnds(subject.dataEnds, chosen ? chosen->second : -1);
  m_strip->setSubject(subject);
  showNote();
}

void DataPicker::showNote() {
  const core::LearningTaskPtr& task = m_learning.task();
  const bool inPlane = isOfThePlane(task);
  const bool busy = m_learning.isBusy();
  m_dataButton->setText(shortName(m_learning.choice()));
  m_ends->setVisible(!inPlane && task);
  m_scroll->setVisible(!inPlane);
  QString note;
  if (busy)
    note = tr("Reading the data…");
  else if (inPlane)
    note = tr("The points of %1 have two numbers: the plane of the curve is "
              "their space, and they stand in the "
              "view of the plane.")
               .arg(shortName(m_learning.choice()));
  m_note->setText(note);
  m_note->setVisible(!note.isEmpty());
  place(m_within);
}

void DataPicker::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF panel = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
  painter.setPen(Qt::NoPen);
  const bool dark = theme().kind == Theme::Kind::Dark;
  for (int i = shadow; i > 0; --i) {
    painter.setBrush(QColor(0, 0, 0, dark ? 9 : 3));
    painter.drawRoundedRect(panel.adjusted(-i, -i + 3, i, i), 8.0 + i, 8.0 + i);
  }
  painter.setPen(QPen(theme().border, 1.0));
  painter.setBrush(theme().card);
  painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), 8.0, 8.0);
}

void DataPicker::themeChanged() {
  QPalette colours = palette();
  colours.setColor(QPalette::WindowText, theme().text);
  m_title->setFont(theme().font(1.08, QFont::DemiBold));
  m_title->setPalette(colours);
  colours.setColor(QPalette::WindowText, theme().mutedText);
  m_note->setFont(theme().font());
  m_note->setPalette(colours);
  update();
}

}  // namespace arcscope::ui
