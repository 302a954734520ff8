#include "ui/panels/setup/Expectation.h"

#include <QEvent>
#include <QVBoxLayout>

namespace normscope::ui
{

Expectation::Expectation(ExperimentDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_editor(new QPlainTextEdit(document.hypothesis(), this))
{
    m_editor->setObjectName(QStringLiteral("hypothesisEdit"));
    // Tab leads on to the next field, as everywhere in the form.
    m_editor->setTabChangesFocus(true);
    m_label->setBuddy(m_editor);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_label);
    layout->addWidget(m_editor);
    connect(m_editor, &QPlainTextEdit::textChanged, this,
            [this, &document] { document.setHypothesis(m_editor->toPlainText()); });
    connect(&document, &ExperimentDocument::hypothesisChanged, this, [this, &document] {
        if (m_editor->toPlainText() != document.hypothesis()) {
            m_editor->setPlainText(document.hypothesis());
        }
    });
    fitHeight();
    retranslate();
}

void Expectation::fitHeight()
{
    constexpr int kLines = 3;
    const int margins = 2 * (m_editor->frameWidth() + static_cast<int>(m_editor->document()->documentMargin()));
    m_editor->setFixedHeight(kLines * m_editor->fontMetrics().lineSpacing() + margins);
}

void Expectation::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitHeight();
    }
}

void Expectation::retranslate()
{
    m_label->setText(tr("What do you expect?"));
    m_editor->setPlaceholderText(tr("Optional"));
    const QString hint = tr("Written down with the next training and printed in its report, before what came out. It "
                            "cannot be changed afterwards.");
    m_editor->setToolTip(hint);
    m_editor->setWhatsThis(hint);
    m_editor->setAccessibleName(tr("What you expect of the training"));
}

}  // namespace normscope::ui
