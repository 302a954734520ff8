#include "ui/panels/SetupPanel.h"

#include <QEvent>
#include <QVBoxLayout>

#include <normscope/experiment/Presets.h>

#include "ui/models/ShownText.h"
#include "ui/panels/setup/PresetTexts.h"
#include "ui/panels/setup/SetupGroups.h"

namespace normscope::ui
{

SetupPanel::SetupPanel(ExperimentDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_presets(new QComboBox(this))
    , m_scroll(new QScrollArea(this))
    , m_problems(new QLabel(this))
{
    m_presets->setObjectName(QStringLiteral("presets"));
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    ignoreWheelUnlessFocused(*m_presets);
    m_problems->setObjectName(QStringLiteral("problems"));
    m_problems->setWordWrap(true);
    m_problems->setTextFormat(Qt::PlainText);
    m_problems->setForegroundRole(QPalette::BrightText);

    auto* content = new QWidget(m_scroll);
    m_groups = {new DataGroup(document, content), new ModelGroup(document, content),
                new OptimizerGroup(document, content), new RunGroup(document, content)};
    auto* groups = new QVBoxLayout(content);
    for (FieldGroup* group : m_groups) {
        groups->addWidget(group);
    }
    groups->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Wide enough that nothing is ever cut off at the side.
    m_scroll->setMinimumWidth(content->minimumSizeHint().width() +
                              m_scroll->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_scroll));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(m_presets);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_problems);

    connect(m_presets, &QComboBox::activated, this, &SetupPanel::usePreset);
    connect(&document, &ExperimentDocument::changed, this, &SetupPanel::showProblems);
    retranslate();
}

void SetupPanel::usePreset(int index)
{
    // The first entry says what the list is for.
    if (index > 0) {
        const Preset& preset = presets()[static_cast<std::size_t>(index - 1)];
        m_document.replace(specOf(preset, m_document.spec().dataset), tr("Preset %1").arg(titleOf(preset)));
    }
    m_presets->setCurrentIndex(0);
}

void SetupPanel::focusFirstProblem()
{
    for (const FieldGroup* group : m_groups) {
        if (QWidget* editor = group->firstProblem()) {
            m_scroll->ensureWidgetVisible(editor);
            editor->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    m_groups.front()->field("dataset").editor()->setFocus(Qt::ShortcutFocusReason);
}

void SetupPanel::showProblems()
{
    // Single values are told beside their fields; what does not fit together has no field of its own.
    const ExperimentSpec& spec = m_document.spec();
    const auto status = checkTogether(spec, m_document.dataShape(), m_document.samplesToTrainOn());
    m_problems->setText(status ? QString() : tr("⚠ %1").arg(shownText(status.error().message)));
    m_problems->setVisible(!status);
}

void SetupPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void SetupPanel::retranslate()
{
    m_presets->clear();
    m_presets->addItem(tr("Start from a preset…"));
    for (const Preset& preset : presets()) {
        m_presets->addItem(titleOf(preset));
        m_presets->setItemData(m_presets->count() - 1, descriptionOf(preset), Qt::ToolTipRole);
    }
    m_presets->setToolTip(tr("Ready-made experiments on the dataset that is chosen"));
    m_presets->setAccessibleName(tr("Presets"));
    showProblems();
}

}  // namespace normscope::ui
