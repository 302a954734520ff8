#include "ui/panels/results/VariantLines.h"

#include <QEvent>
#include <QMap>
#include <algorithm>
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

/// How well a run does on the test set, as known last.
struct LatestAccuracy
{
    double value = 0;      ///< NaN where it was not looked at
    bool isQuick = false;  ///< on the fixed test samples alone
};

LatestAccuracy latestAccuracy(const RunRecord& record)
{
    const double atEnd = summarize(record).finalTestAccuracy;
    if (std::isfinite(atEnd)) {
        return {atEnd, false};
    }
    const double latest = record.epochs.last("test_accuracy");
    const SeriesLog& looks = record.evaluations;
    const bool isOlder =
        !looks.empty() &&
        (!std::isfinite(latest) || looks.epoch(looks.size() - 1) > record.epochs.epoch(record.epochs.size() - 1));
    return isOlder ? LatestAccuracy{looks.last("test_accuracy"), true} : LatestAccuracy{latest, false};
}

struct Figures
{
    std::vector<double> accuracy;
    std::vector<double> best;
    std::vector<double> seconds;
    std::vector<double> samplesPerSecond;
    std::int64_t bestEpoch = 0;
    bool isFinal = true;
    bool isQuick = false;
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
        const LatestAccuracy latest = latestAccuracy(record);
        addFinite(accuracy, latest.value);
        isQuick = isQuick || latest.isQuick;
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

VariantLines::VariantLines(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    setObjectName(QStringLiteral("variantLines"));
    m_layout->setContentsMargins(fontMetrics().height() / 2, 0, fontMetrics().height() / 2, 0);
    m_layout->setHorizontalSpacing(fontMetrics().height());
    m_layout->setVerticalSpacing(fontMetrics().height() / 6);
    m_layout->setColumnStretch(kColumns, 1);
    setVariants({kBn, kNoBn});
}

void VariantLines::setVariants(const std::vector<std::string>& variants)
{
    if (variants == m_variants) {
        return;
    }
    m_variants = variants;
    for (const Line& line : m_lines) {
        delete line.sample;
        qDeleteAll(line.labels);
    }
    m_lines.clear();
    static constexpr std::array<const char*, kColumns> kNames{"Name", "Accuracy", "Caption", "Best", "Time", "Status"};
    QFont bold;
    bold.setBold(true);
    for (const std::string& variant : variants) {
        const int row = static_cast<int>(m_lines.size());
        Line line{variant, new VariantSample(variant, this), {}};
        m_layout->addWidget(line.sample, row, 0, Qt::AlignVCenter);
        for (int column = 0; column < kColumns; ++column) {
            auto* label = new QLabel(this);
            const auto place = static_cast<std::size_t>(column);
            label->setObjectName(objectNameOf(variant, kNames.at(place)));
            label->setTextFormat(Qt::PlainText);
            if (column == Name || column == Accuracy) {
                label->setFont(bold);
            }
            if (column == Accuracy || column == Status) {
                label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            }
            m_layout->addWidget(label, row, column + 1);
            line.labels.at(place) = label;
        }
        m_lines.push_back(line);
    }
}

void VariantLines::fill(const Line& line, const ShownExperiment& experiment)
{
    Figures figures;
    for (const auto& [run, record] : experiment.runs) {
        if (run.variant == line.variant) {
            figures.add(experiment, record);
        }
    }
    const bool isSeveral = figures.runs > 1;
    QStringList statuses;
    for (auto status = figures.statuses.begin(); status != figures.statuses.end(); ++status) {
        //: Of several runs: "2 done"
        statuses.push_back(isSeveral ? tr("%1 %2").arg(QString::number(status.value()), status.key()) : status.key());
    }
    const QString seconds = shown(figures.seconds, Unit::Seconds);
    QString time = tr("trained for %1").arg(seconds);
    if (!isSeveral && !figures.samplesPerSecond.empty()) {
        const auto rate = static_cast<std::int64_t>(std::llround(figures.samplesPerSecond.front()));
        time = tr("trained for %1, %2 samples/s").arg(seconds, QString::fromStdString(grouped(rate)));
    }
    const QString best = shown(figures.best, Unit::Fraction);
    std::array<QString, kColumns> texts;
    texts[Name] = variantText(line.variant);
    texts[Accuracy] = shown(figures.accuracy, Unit::Fraction);
    texts[Caption] = isSeveral ? tr("mean test accuracy of %n seed(s)", "", static_cast<int>(figures.accuracy.size()))
                     : figures.isFinal ? tr("final test accuracy")
                     : figures.isQuick ? tr("so far, on %n test images", "", static_cast<int>(kQuickTestSamples))
                                       : tr("test accuracy so far");
    if (!figures.best.empty()) {
        texts[Best] = isSeveral ? tr("best %1").arg(best)
                                : tr("best %1 in epoch %2").arg(best, QString::number(figures.bestEpoch));
    }
    texts[Time] = time;
    texts[Status] = statuses.join(QStringLiteral(", "));
    for (std::size_t column = 0; column < kColumns; ++column) {
        line.labels.at(column)->setText(figures.runs == 0 && column != Name ? QString() : texts.at(column));
    }
    // What columns that are gone say is told by the line's tip.
    QStringList whole(texts.begin() + 1, texts.end());
    whole.removeAll(QString());
    const QString tip = tr("%1: %2").arg(variantHeading(line.variant), whole.join(QStringLiteral(", ")));
    line.sample->setToolTip(tip);
    for (QLabel* label : line.labels) {
        label->setToolTip(tip);
    }
    line.labels[Name]->setAccessibleName(variantHeading(line.variant));
    line.labels[Name]->setAccessibleDescription(tip);
}

void VariantLines::fit()
{
    // The last ones first.
    constexpr std::array kDispensable{Time, Best, Caption, Status};
    const int gap = m_layout->horizontalSpacing();
    const auto widthOf = [this](int column) {
        int width = 0;
        for (const Line& line : m_lines) {
            width = std::max(width, line.labels.at(static_cast<std::size_t>(column))->sizeHint().width());
        }
        return width;
    };
    int needed = 2 * m_layout->contentsMargins().left() + fontMetrics().height() * 2;
    for (int column = 0; column < kColumns; ++column) {
        needed += widthOf(column) + gap;
    }
    for (const Column column : kDispensable) {
        const bool fits = needed <= width();
        if (!fits) {
            needed -= widthOf(column) + gap;
        }
        for (const Line& line : m_lines) {
            line.labels.at(column)->setVisible(fits);
        }
    }
}

void VariantLines::setExperiment(const ShownExperiment* experiment, bool isAll)
{
    setVisible(experiment != nullptr);
    if (experiment == nullptr) {
        return;
    }
    const auto variants = variantsOf(experiment->spec);
    const bool areOther = variants != m_variants;
    setVariants(variants);
    if (m_pace.isDue(isAll || areOther)) {
        for (const Line& line : m_lines) {
            fill(line, *experiment);
        }
        fit();
    }
}

QSize VariantLines::minimumSizeHint() const
{
    // Whatever columns there are: they go where there is no room.
    return {fontMetrics().height() * 8, m_layout->minimumSize().height()};
}

void VariantLines::resizeEvent(QResizeEvent* event)
{
    fit();
    QWidget::resizeEvent(event);
}

void VariantLines::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fit();
    }
}

}  // namespace normscope::ui
