#include "ui/panels/results/WhatNext.h"

#include <QEvent>
#include <cmath>

#include <normscope/experiment/Statistics.h>

#include "ui/charts/FlowLayout.h"
#include "ui/models/ValueText.h"
#include "ui/models/VariantTexts.h"

namespace normscope::ui
{

namespace
{

/// "BN 97.52 %, no BN 96.90 %": means over seeds of the final test accuracy.
QString accuraciesOf(const ShownExperiment& experiment)
{
    QStringList parts;
    for (const std::string& variant : variantsOf(experiment.spec)) {
        std::vector<double> values;
        for (const auto& [key, run] : experiment.runs) {
            const double accuracy = summarize(run).finalTestAccuracy;
            if (key.variant == variant && std::isfinite(accuracy)) {
                values.push_back(accuracy);
            }
        }
        if (const auto spread = spreadOf(values)) {
            parts.push_back(QStringLiteral("%1 %2").arg(variantText(variant), valueText(spread->mean, Unit::Fraction)));
        }
    }
    return parts.join(QStringLiteral(", "));
}

}  // namespace

WhatNext::WhatNext(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_table(new QPushButton(this))
    , m_report(new QPushButton(this))
    , m_handIn(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("whatNext"));
    m_text->setObjectName(QStringLiteral("whatNextText"));
    m_text->setTextFormat(Qt::PlainText);
    m_table->setObjectName(QStringLiteral("whatNextTable"));
    m_report->setObjectName(QStringLiteral("whatNextReport"));
    m_handIn->setObjectName(QStringLiteral("whatNextHandIn"));
    m_close->setObjectName(QStringLiteral("whatNextClose"));
    auto* layout = new FlowLayout(this);
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    // In line with the buttons.
    m_text->setMinimumHeight(m_close->sizeHint().height());
    for (QWidget* widget : std::initializer_list<QWidget*>{m_text, m_table, m_report, m_handIn, m_close}) {
        layout->addWidget(widget);
    }
    connect(m_table, &QPushButton::clicked, this, &WhatNext::tableRequested);
    connect(m_report, &QPushButton::clicked, this, &WhatNext::reportRequested);
    connect(m_handIn, &QPushButton::clicked, this, &WhatNext::handInRequested);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
    retranslate();
}

void WhatNext::tell(const ShownExperiment& experiment)
{
    // More would be a table.
    constexpr std::size_t kMostNamed = 3;
    const QString accuracies = variantsOf(experiment.spec).size() <= kMostNamed ? accuraciesOf(experiment) : QString();
    //: %1 is "BN 97.52 %, no BN 96.90 %"
    m_text->setText(accuracies.isEmpty() ? tr("Done. What next?") : tr("Done: %1. What next?").arg(accuracies));
    show();
}

void WhatNext::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        hide();
    }
    QFrame::changeEvent(event);
}

void WhatNext::retranslate()
{
    m_table->setText(tr("Compare in the table"));
    m_table->setToolTip(tr("The four aspects in figures: the tab Table"));
    m_report->setText(tr("See the report"));
    m_report->setToolTip(tr("Read it, save it as PDF, HTML, LaTeX or Markdown: the tab Report"));
    m_handIn->setText(tr("Zip to hand in…"));
    m_handIn->setToolTip(tr("Report, figures and tables of all experiments that are checked, in one file"));
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Hides this line"));
    setWhatsThis(
        tr("What one does with results: compare them in the table, read and save the report, or pack all of it "
           "into one file to hand in."));
}

}  // namespace normscope::ui
