#include "ui/panels/results/RunCards.h"

#include <QHBoxLayout>
#include <QMap>
#include <QVBoxLayout>
#include <cmath>
#include <vector>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Statistics.h>

#include "ui/models/ValueText.h"
#include "ui/models/VariantTexts.h"
#include "ui/panels/results/RunNotices.h"
#include "ui/panels/results/ShownRuns.h"
#include "ui/panels/results/VariantSample.h"

namespace normscope::ui
{

namespace
{

/// What is known last of how well a run does on the test set; NaN where it was not looked at.
double latestAccuracy(const RunRecord& record)
{
    const double atEnd = summarize(record).finalTestAccuracy;
    if (std::isfinite(atEnd)) {
        return atEnd;
    }
    const double latest = record.epochs.last("test_accuracy");
    const SeriesLog& looks = record.evaluations;
    const bool isOlder =
        !looks.empty() &&
        (!std::isfinite(latest) || looks.epoch(looks.size() - 1) > record.epochs.epoch(record.epochs.size() - 1));
    return isOlder ? looks.last("test_accuracy") : latest;
}

struct Figures
{
    std::vector<double> accuracy;
    std::vector<double> best;
    std::vector<double> seconds;
    std::vector<double> samplesPerSecond;
    std::int64_t bestEpoch = 0;
    bool isFinal = true;
    QMap<QString, int> statuses;
    int runs = 0;

    void add(const ShownExperiment& experiment, const RunRecord& record)
    {
        const RunSummary summary = summarize(record);
        const auto addFinite = [](std::vector<double>& values, double value) {
            if (std::isfinite(value)) {
                values.push_back(value);
            }
        };
        addFinite(accuracy, latestAccuracy(record));
        addFinite(best, summary.bestTestAccuracy);
        addFinite(seconds, summary.trainSeconds);
        addFinite(samplesPerSecond, summary.samplesPerSecond);
        bestEpoch = summary.bestEpoch;
        isFinal = isFinal && record.status == RunStatus::Done;
        ++statuses[statusName(experiment, record)];
        ++runs;
    }
};

QString shown(const std::vector<double>& values, Unit unit)
{
    const auto spread = spreadOf(values);
    return spread ? valueText(spread->mean, unit, spread->standardDeviation) : valueText({}, unit);
}

}  // namespace

RunCard::RunCard(const std::string& variant, QWidget* parent)
    : QFrame(parent)
    , m_variant(variant)
    , m_name(new QLabel(this))
    , m_status(new QLabel(this))
    , m_accuracy(new QLabel(this))
    , m_caption(new QLabel(this))
    , m_details(new QLabel(this))
{
    setObjectName(objectNameOf(variant, "Card"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_accuracy->setObjectName(QStringLiteral("accuracyLabel"));
    m_details->setObjectName(QStringLiteral("detailsLabel"));
    m_status->setObjectName(QStringLiteral("statusLabel"));
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    QFont large = bold;
    large.setPointSizeF(font().pointSizeF() * 1.6);
    m_accuracy->setFont(large);
    m_details->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QLabel* label : {m_name, m_status, m_accuracy, m_caption, m_details}) {
        label->setTextFormat(Qt::PlainText);
    }

    // Long texts wrap: the cards have to fit a narrow window.
    m_details->setWordWrap(true);
    const int em = fontMetrics().height();
    auto* head = new QHBoxLayout;
    head->setSpacing(em / 2);
    head->addWidget(new VariantSample(variant, this));
    head->addWidget(m_name);
    head->addWidget(m_status, 1);
    auto* body = new QGridLayout;
    body->setHorizontalSpacing(em);
    body->setVerticalSpacing(0);
    body->addWidget(m_accuracy, 0, 0);
    body->addWidget(m_caption, 1, 0);
    body->addWidget(m_details, 0, 1, 2, 1);
    body->setColumnStretch(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(em / 4);
    layout->setContentsMargins(em / 2, em / 4, em / 2, em / 4);
    layout->addLayout(head);
    layout->addLayout(body);
}

void RunCard::setExperiment(const ShownExperiment& experiment)
{
    Figures figures;
    for (const auto& [run, record] : experiment.runs) {
        if (run.variant == m_variant) {
            figures.add(experiment, record);
        }
    }
    setVisible(figures.runs > 0);
    if (figures.runs == 0) {
        return;
    }
    const bool isSeveral = figures.runs > 1;
    m_name->setText(variantHeading(m_variant));
    QStringList statuses;
    for (auto status = figures.statuses.begin(); status != figures.statuses.end(); ++status) {
        //: Of several runs: "2 done"
        statuses.push_back(isSeveral ? tr("%1 %2").arg(QString::number(status.value()), status.key()) : status.key());
    }
    m_status->setText(statuses.join(QStringLiteral(", ")));
    m_accuracy->setText(shown(figures.accuracy, Unit::Fraction));
    m_caption->setText(isSeveral ? tr("mean test accuracy of %n seed(s)", "", static_cast<int>(figures.accuracy.size()))
                       : figures.isFinal ? tr("final test accuracy")
                                         : tr("test accuracy so far"));
    const QString best = shown(figures.best, Unit::Fraction);
    const QString seconds = shown(figures.seconds, Unit::Seconds);
    QStringList details;
    if (!figures.best.empty()) {
        details.push_back(isSeveral ? tr("best %1").arg(best)
                                    : tr("best %1 in epoch %2").arg(best, QString::number(figures.bestEpoch)));
    }
    if (!isSeveral && !figures.samplesPerSecond.empty()) {
        const auto rate = static_cast<std::int64_t>(std::llround(figures.samplesPerSecond.front()));
        details.push_back(tr("trained for %1, %2 samples/s").arg(seconds, QString::fromStdString(grouped(rate))));
    } else {
        details.push_back(tr("trained for %1").arg(seconds));
    }
    m_details->setText(details.join(QLatin1Char('\n')));
    setAccessibleName(m_name->text());
    setAccessibleDescription(
        QStringList{m_status->text(), m_accuracy->text(), m_caption->text(), m_details->text()}.join(
            QStringLiteral(", ")));
}

RunCards::RunCards(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    setVariants({kBn, kNoBn});
}

void RunCards::setVariants(const std::vector<std::string>& variants)
{
    if (variants == m_variants) {
        return;
    }
    m_variants = variants;
    qDeleteAll(m_cards);
    m_cards.clear();
    for (const std::string& variant : variants) {
        const int place = static_cast<int>(m_cards.size());
        m_cards.push_back(new RunCard(variant, this));
        m_layout->addWidget(m_cards.back(), place / kMostInRow, place % kMostInRow);
    }
    for (int column = 0; column < kMostInRow; ++column) {
        m_layout->setColumnStretch(column, column < static_cast<int>(variants.size()) ? 1 : 0);
    }
}

void RunCards::setExperiment(const ShownExperiment* experiment, bool isAll)
{
    setVisible(experiment != nullptr);
    if (experiment == nullptr) {
        return;
    }
    const auto variants = variantsOf(experiment->spec);
    const bool areOther = variants != m_variants;
    setVariants(variants);
    if (m_pace.isDue(isAll || areOther)) {
        for (RunCard* card : m_cards) {
            card->setExperiment(*experiment);
        }
    }
}

}  // namespace normscope::ui
