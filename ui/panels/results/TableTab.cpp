#include "ui/panels/results/TableTab.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/ValueText.h"
#include "ui/panels/results/RunNotices.h"
#include "ui/report/sections/Findings.h"

namespace normscope::ui
{

namespace
{

constexpr const char* kConcludedMeasure = "final_test_accuracy";

/// A live pair is caught between two steps: what one twin is ahead is not compared, lest times come and go.
ExperimentComparison comparisonOf(const ShownExperiment& experiment)
{
    std::vector<RunRecord> records;
    for (const auto& [run, record] : experiment.runs) {
        records.push_back(record);
        const auto twin = experiment.runs.find({run.seed, run.twin == Twin::Bn ? Twin::NoBn : Twin::Bn});
        const bool isBetween = experiment.isLive && twin != experiment.runs.end() &&
                               record.status == RunStatus::Running && twin->second.status == RunStatus::Running;
        if (isBetween && twin->second.steps.size() < record.steps.size()) {
            records.back().steps.resize(twin->second.steps.size());
        }
    }
    return compare(experiment.name.toStdString(), records);
}

bool hasUnequalTimes(const ShownExperiment& experiment, std::uint64_t seed)
{
    const auto bn = experiment.runs.find({seed, Twin::Bn});
    const auto noBn = experiment.runs.find({seed, Twin::NoBn});
    return !experiment.isLive && bn != experiment.runs.end() && noBn != experiment.runs.end() &&
           bn->second.steps.size() != noBn->second.steps.size();
}

}  // namespace

TableTab::TableTab(const ExperimentStore& store, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_seedLabel(new QLabel(this))
    , m_seeds(new QComboBox(this))
    , m_status(new QLabel(this))
    , m_copy(new QPushButton(this))
    , m_remarks(new QLabel(this))
    , m_table(new CopyableTable(this))
{
    m_seeds->setObjectName(QStringLiteral("seedCombo"));
    m_seeds->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_seedLabel->setBuddy(m_seeds);
    m_status->setObjectName(QStringLiteral("statusLabel"));
    m_copy->setObjectName(QStringLiteral("copyTableButton"));
    m_remarks->setObjectName(QStringLiteral("remarksLabel"));
    m_remarks->setWordWrap(true);
    m_remarks->setTextFormat(Qt::PlainText);
    m_table->setObjectName(QStringLiteral("comparisonTable"));
    m_table->setModel(&m_model);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ComparisonModel::MeasureColumn, QHeaderView::Stretch);

    auto* top = new QHBoxLayout;
    top->addWidget(m_seedLabel);
    top->addWidget(m_seeds);
    top->addSpacing(fontMetrics().height());
    top->addWidget(m_status, 1);
    top->addWidget(m_copy);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_remarks);
    layout->addWidget(m_table, 1);

    connect(m_seeds, &QComboBox::currentIndexChanged, this, [this] { catchUp(true); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        m_table->clearSelection();
        m_table->copy();
    });
    retranslate();
}

std::optional<std::uint64_t> TableTab::seed() const
{
    const QVariant chosen = m_seeds->currentData();
    return chosen.isValid() ? std::optional<std::uint64_t>(chosen.toULongLong()) : std::nullopt;
}

void TableTab::setRuns(const std::vector<ShownRun>& runs)
{
    std::vector<std::uint64_t> seeds;
    for (const ShownRun& run : runs) {
        if (run.isCurrent && std::find(seeds.begin(), seeds.end(), run.run.seed) == seeds.end()) {
            seeds.push_back(run.run.seed);
        }
    }
    if (seeds != m_shownSeeds) {
        m_shownSeeds = std::move(seeds);
        fillSeeds();
    }
}

void TableTab::fillSeeds()
{
    const QSignalBlocker block(m_seeds);
    // Where there was one seed alone, nobody has chosen it.
    const auto chosen = m_seeds->count() > 1 ? seed() : std::nullopt;
    m_seeds->clear();
    if (m_shownSeeds.size() > 1) {
        m_seeds->addItem(tr("Mean of %n seed(s)", "", static_cast<int>(m_shownSeeds.size())));
    }
    int index = 0;
    for (const std::uint64_t each : m_shownSeeds) {
        m_seeds->addItem(tr("Seed %1").arg(each), QVariant::fromValue(static_cast<qulonglong>(each)));
        if (chosen == each) {
            index = m_seeds->count() - 1;
        }
    }
    m_seeds->setCurrentIndex(m_shownSeeds.empty() ? -1 : index);
    m_seeds->setEnabled(m_shownSeeds.size() > 1);
}

QString TableTab::statusText(const ShownExperiment& experiment) const
{
    const auto chosen = seed();
    QStringList parts;
    for (const auto& [run, record] : experiment.runs) {
        if (!chosen || *chosen == run.seed) {
            //: A run and its state: "BN: done"
            parts.push_back(tr("%1: %2").arg(chosen ? twinName(run.twin) : runName(experiment, run),
                                             statusName(experiment, record)));
        }
    }
    // Of many seeds the remarks say what is not as it should be.
    constexpr qsizetype kMost = 4;
    return parts.size() > kMost ? QString() : parts.join(QStringLiteral(" · "));
}

QStringList TableTab::remarks(const ShownExperiment& experiment) const
{
    const auto chosen = seed();
    // The banner above the tabs says the first ones.
    const bool isBannerFull = noticesOf(experiment).size() > kMostNotices;
    QStringList all = isBannerFull ? noticesOf(experiment, chosen) : QStringList();
    if (!chosen && m_shownSeeds.size() > 1) {
        all.push_front(conclusion());
        all.push_front(tr("Means ± standard deviations over seeds; — where a seed has no value for both twins."));
    }
    if (std::any_of(m_shownSeeds.begin(), m_shownSeeds.end(), [&](std::uint64_t each) {
            return (!chosen || *chosen == each) && hasUnequalTimes(experiment, each);
        })) {
        all.push_back(tr("Training times are not compared: one run went further than the other."));
    }
    all.removeAll(QString());
    return all;
}

void TableTab::conclude(const ExperimentComparison& comparison)
{
    std::vector<double> differences;
    for (const PairComparison& pair : comparison.pairs) {
        const auto accuracy = std::find_if(pair.measures.begin(), pair.measures.end(),
                                           [](const Measure& one) { return one.key == kConcludedMeasure; });
        if (pair.bn == RunStatus::Done && pair.noBn == RunStatus::Done && accuracy != pair.measures.end() &&
            accuracy->difference()) {
            differences.push_back(*accuracy->difference());
        }
    }
    // The sign-flip test of many seeds takes a while, and they do not change while the next one trains.
    if (differences != m_differences) {
        m_differences = std::move(differences);
        m_statistics = m_differences.empty() ? PairedStatistics() : pairedStatistics(m_differences);
    }
}

QString TableTab::conclusion() const
{
    if (m_statistics.n < 2) {
        return {};
    }
    //: Over seeds: %1 is a mean difference, %2 its interval "+0.1 to +0.3 pp", %3 a sentence
    return tr("Final test accuracy, BN − no BN of the same seed: %1, 95 % interval of the mean %2. %3")
        .arg(differenceText(m_statistics.mean, Unit::Fraction, m_statistics.standardDeviation),
             intervalText(m_statistics, Unit::Fraction), evidenceSentence(m_statistics));
}

void TableTab::catchUp(bool isAll)
{
    const ShownExperiment* experiment = m_store.current();
    if (experiment == nullptr) {
        m_model.setComparison({}, {});
        return;
    }
    if (!m_pace.isDue(isAll)) {
        return;
    }
    const ExperimentComparison comparison = comparisonOf(*experiment);
    m_model.setComparison(comparison, seed());
    conclude(comparison);
    m_status->setText(statusText(*experiment));
    const QString text = remarks(*experiment).join(QLatin1Char('\n'));
    m_remarks->setText(text);
    m_remarks->setVisible(!text.isEmpty());
}

void TableTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    ResultsTab::changeEvent(event);
}

void TableTab::retranslate()
{
    m_seedLabel->setText(tr("S&eed"));
    m_seeds->setToolTip(tr("Which pair of runs is compared"));
    m_seeds->setAccessibleName(tr("Seed"));
    m_copy->setText(tr("&Copy table"));
    m_copy->setToolTip(tr("Copy the table as tab-separated text, for a spreadsheet"));
    m_table->setAccessibleName(tr("Comparison of BN and no BN"));
    fillSeeds();
    m_model.retranslate();
    catchUp(true);
}

}  // namespace normscope::ui
