#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include "ui/figures/export_dialog.h"
#include "ui/figures/figure_captions.h"
#include "ui/figures/figure_preview.h"
#include "ui/figures/region_fields.h"
#include "ui/panels/button.h"

namespace arcscope::ui {
namespace {

QDoubleSpinBox* millimetreBox(const QString& name, QWidget* parent) {
  auto* box = new QDoubleSpinBox(parent);
  box->setObjectName(name);
  box->setRange(smallestFigure, largestFigure);
  box->setDecimals(1);
  box->setSuffix(ExportDialog::tr(" mm"));
  return box;
}

}  // namespace

void ExportDialog::build() {
  m_preview = new FigurePreview(this);
  m_preview->setObjectName(QStringLiteral("figurePreview"));
  m_figure = new QComboBox(this);
  m_figure->setObjectName(QStringLiteral("figureBox"));
  for (const FigureKind kind : allFigureKinds())
    if (kind != FigureKind::Families || m_choice.family)  // drawn before: from its own card
      m_figure->addItem(caption(kind), static_cast<int>(kind));
  m_layer = new QSpinBox(this);
  m_layer->setObjectName(QStringLiteral("figureLayerBox"));
  m_layer->setRange(-1, m_snapshot->depth());
  m_layer->setSpecialValueText(tr("all"));
  m_kind = new QComboBox(this);
  m_kind->setObjectName(QStringLiteral("figureFormatBox"));
  for (const FileKind kind : allFileKinds) m_kind->addItem(caption(kind), static_cast<int>(kind));
  m_width = millimetreBox(QStringLiteral("figureWidthBox"), this);
  m_height = millimetreBox(QStringLiteral("figureHeightBox"), this);
  m_dpi = new QSpinBox(this);
  m_dpi->setObjectName(QStringLiteral("figureDpiBox"));
  m_dpi->setRange(smallestDpi, largestDpi);
  m_dpi->setSuffix(tr(" dpi"));
  m_theme = new QComboBox(this);
  m_theme->setObjectName(QStringLiteral("figureThemeBox"));
  m_theme->addItem(tr("Light, for print"), static_cast<int>(Theme::Kind::Print));
  m_theme->addItem(tr("As shown"), static_cast<int>(m_windowTheme));
  m_commonScale = new QCheckBox(tr("One scale for all layers"), this);
  m_commonScale->setObjectName(QStringLiteral("figureCommonScaleBox"));
  m_sideBySide = new QCheckBox(tr("Pinned states beside the images"), this);
  m_sideBySide->setObjectName(QStringLiteral("figureSideBySideBox"));
  m_outlines = new QCheckBox(tr("Text as outlines"), this);
  m_outlines->setObjectName(QStringLiteral("figureOutlinesBox"));
  m_outlines->setToolTip(tr("SVG alone: it looks the same where Inter and STIX are not installed"));
  m_file = new QLineEdit(this);
  m_file->setObjectName(QStringLiteral("figureFileEdit"));
  m_file->setMinimumHeight(28);
  auto* browseButton = new Button(tr("Browse\u2026"), Button::Look::Outline, this);
  m_message = new QLabel(this);
  m_message->setObjectName(QStringLiteral("figureMessage"));
  m_message->setWordWrap(true);
  m_copy = new Button(tr("Copy"), Button::Look::Outline, this);
  m_copy->setObjectName(QStringLiteral("figureCopyButton"));
  m_copy->setToolTip(tr("The figure on the clipboard, as a picture and as SVG"));
  m_save = new Button(tr("Save"), Button::Look::Accent, this);
  m_save->setObjectName(QStringLiteral("figureSaveButton"));
  auto* closeButton = new Button(tr("Close"), Button::Look::Quiet, this);

  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setVerticalSpacing(10);
  form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  auto* size = new QHBoxLayout;
  size->addWidget(m_width, 1);
  size->addWidget(new QLabel(QStringLiteral("\u00d7"), this));
  size->addWidget(m_height, 1);
  form->addRow(tr("Figure"), m_figure);
  m_regionFields = new RegionFields(m_choice, m_snapshot->depth(), form, this);
  form->addRow(tr("Layer"), m_layer);
  form->addRow(QString(), m_commonScale);
  if (shownPins(m_choice.pins).empty())
    m_sideBySide->hide();
  else
    form->addRow(QString(), m_sideBySide);
  form->addRow(tr("File"), m_kind);
  form->addRow(tr("Size"), size);
  form->addRow(tr("Resolution"), m_dpi);
  form->addRow(tr("Colours"), m_theme);
  form->addRow(QString(), m_outlines);
  auto* name = new QHBoxLayout;
  name->addWidget(m_file, 1);
  name->addWidget(browseButton);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(closeButton);
  buttons->addStretch();
  buttons->addWidget(m_copy);
  buttons->addWidget(m_save);
  auto* side = new QVBoxLayout;
  side->addLayout(form);
  side->addStretch();
  side->addWidget(m_message);
  side->addLayout(name);
  side->addLayout(buttons);
  auto* all = new QHBoxLayout(this);
  all->setContentsMargins(16, 16, 16, 16);
  all->setSpacing(20);
  all->addWidget(m_preview, 1);
  auto* sidePanel = new QWidget(this);
  sidePanel->setFixedWidth(340);
  side->setContentsMargins(0, 0, 0, 0);
  sidePanel->setLayout(side);
  all->addWidget(sidePanel);

  for (QComboBox* box : {m_figure, m_kind, m_theme})
    connect(box, &QComboBox::currentIndexChanged, this, &ExportDialog::choicesChanged);
  for (QSpinBox* box : {m_layer, m_dpi})
    connect(box, &QSpinBox::valueChanged, this, &ExportDialog::choicesChanged);
  for (QDoubleSpinBox* box : {m_width, m_height})
    connect(box, &QDoubleSpinBox::valueChanged, this, &ExportDialog::choicesChanged);
  connect(m_regionFields, &RegionFields::changed, this, &ExportDialog::choicesChanged);
  for (QCheckBox* box : {m_commonScale, m_sideBySide, m_outlines})
    connect(box, &QCheckBox::toggled, this, &ExportDialog::choicesChanged);
  connect(m_preview, &FigurePreview::resized, &m_previewLater, qOverload<>(&QTimer::start));
  connect(m_file, &QLineEdit::textEdited, this, [this] {
    m_nameChosen = true;
    m_replace.clear();
    m_save->setText(tr("Save"));
    takeKindFromName();
  });
  connect(m_file, &QLineEdit::returnPressed, this, &ExportDialog::save);
  connect(browseButton, &Button::clicked, this, &ExportDialog::browse);
  connect(m_copy, &Button::clicked, this, &ExportDialog::copy);
  connect(m_save, &Button::clicked, this, &ExportDialog::save);
  connect(closeButton, &Button::clicked, this, &QDialog::close);
}

}  // namespace arcscope::ui
