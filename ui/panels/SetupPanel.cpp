#include "ui/panels/SetupPanel.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "ui/models/ShownText.h"
#include "ui/panels/setup/PresetTexts.h"
#include "ui/panels/setup/SetupGroups.h"

namespace normscope::ui
{

SetupPanel::SetupPanel(ExperimentDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_presets(new PresetBox(document, this))
    , m_scroll(new QScrollArea(this))
    , m_problems(new QLabel(this))
{
    m_problems->setObjectName(QStringLiteral("problems"));
    m_problems->setWordWrap(true);
    m_problems->setTextFormat(Qt::PlainText);
    m_problems->setForegroundRole(QPalette::BrightText);

    auto* content = new QWidget(m_scroll);
    m_groups = {new DataGroup(document, content), new ModelGroup(document, content),
                new OptimizerGroup(document, content), new RunGroup(document, content)};
    auto* groups = new QVBoxLayout(content);
    groups->setContentsMargins({});
    for (FieldGroup* group : m_groups) {
        groups->addWidget(group);
    }
    m_expectation = new Expectation(document, content);
    groups->addWidget(m_expectation);
    groups->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // It scrolls to the field that has the focus; a stop of its own would show nothing.
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->installEventFilter(this);
    content->installEventFilter(this);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(m_presets);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_problems);

    connect(m_presets, &PresetBox::picked, this, &SetupPanel::usePreset);
    connect(&document, &ExperimentDocument::changed, this, &SetupPanel::showProblems);
    retranslate();
    orderTabs();
    fitWidth();
}

void SetupPanel::usePreset(const Preset& preset)
{
    std::map<const SettingField*, QStringList> before;
    for (const FieldGroup* group : m_groups) {
        for (const auto& [key, field] : group->fields()) {
            before[field] = field->shown();
        }
    }
    m_document.replace(preset, tr("Preset %1").arg(titleOf(preset)));
    for (const FieldGroup* group : m_groups) {
        for (const auto& [key, field] : group->fields()) {
            if (field->shown() != before[field]) {
                field->flash();
            }
        }
    }
}

void SetupPanel::orderTabs()
{
    QWidget* last = nullptr;
    for (const FieldGroup* group : m_groups) {
        for (QWidget* widget : group->focusOrder()) {
            if (last != nullptr) {
                setTabOrder(last, widget);
            }
            last = widget;
        }
    }
    setTabOrder(last, m_expectation->editor());
}

void SetupPanel::fitWidth()
{
    // One column in all groups.
    int labels = 0;
    for (const FieldGroup* group : m_groups) {
        labels = std::max(labels, group->labelWidth());
    }
    const auto needed = [this](int labelColumn) {
        int width = 0;
        for (const FieldGroup* group : m_groups) {
            width = std::max(width, group->widthNeeded(labelColumn));
        }
        return width + m_scroll->verticalScrollBar()->sizeHint().width();
    };
    m_scroll->setMinimumWidth(needed(0));
    const bool isNarrow = m_scroll->width() < needed(labels);
    for (FieldGroup* group : m_groups) {
        group->setLabelColumn(isNarrow ? 0 : labels);
    }
}

bool SetupPanel::eventFilter(QObject* watched, QEvent* event)
{
    const bool isAnew = watched == m_scroll ? event->type() == QEvent::Resize : event->type() == QEvent::LayoutRequest;
    if (isAnew) {
        fitWidth();
    }
    return QWidget::eventFilter(watched, event);
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
    const QString problem = m_document.problemTogether();
    m_problems->setText(problem.isEmpty() ? QString() : breakable(tr("⚠ %1").arg(problem)));
    m_problems->setVisible(!problem.isEmpty());
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
    setWhatsThis(tr("The experiment that is trained next. Fields say what they take; the arrow beside one brings its "
                    "default back."));
    showProblems();
}

}  // namespace normscope::ui
