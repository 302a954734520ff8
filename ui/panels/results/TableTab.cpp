#include "ui/panels/results/TableTab.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <map>
#include <set>

#include <normscope/experiment/Divergence.h>

#include "ui/charts/FlowLayout.h"
#include "ui/models/ValueText.h"
#include "ui/models/VariantTexts.h"
#include "ui/panels/export/TableExport.h"
#include "ui/panels/report/ReportSubject.h"
#include "ui/panels/results/RunNotices.h"
#include "ui/report/sections/Across.h"
#include "ui/report/sections/Findings.h"

namespace normscope::ui
{

namespace
{

constexpr const char* kConcludedMeasure = "final_test_accuracy";

/// Live runs are caught between two steps: what one of a seed is ahead is not compared, lest times come and go.
ExperimentComparison comparisonOf(const ShownExperiment& experiment)
{
    std::map<std::uint64_t, std::size_t> fewest;  // steps of the seed's runs that train
    for (const auto& [run, record] : experiment.runs) {
        if (experiment.isLive && record.status == RunStatus::Running) {
            const auto least = fewest.emplace(run.seed, record.iterations.size()).first;
            least->second = std::min(least->second, record.iterations.size());
        }
    }
    std::vector<RunRecord> records;
    for (const auto& [run, record] : experiment.runs) {
        records.push_back(record);
        if (experiment.isLive && record.status == RunStatus::Running) {
            records.back() = record.part(fewest.at(run.seed));
        }
    }
    return compare(experiment.name.toStdString(), experiment.spec, records);
}

bool hasUnequalTimes(const ShownExperiment& experiment, std::uint64_t seed)
{
    std::set<std::size_t> lengths;
    for (const auto& [run, record] : experiment.runs) {
        if (run.seed == seed) {
            lengths.insert(record.iterations.size());
        }
    }
    return !experiment.isLive && lengths.size() > 1;
}

}  // namespace

TableTab::TableTab(const ExperimentStore& store, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_compareLabel(new QLabel(this))
    , m_compare(new QComboBox(this))
    , m_picker(new PairPicker(this))
    , m_seedLabel(new QLabel(this))
    , m_seeds(new QComboBox(this))
    , m_status(new QLabel(this))
    , m_copy(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_remarks(new QLabel(this))
    , m_table(new CopyableTable(this))
    , m_notice(new SavedNotice(this))
{
    m_compare->setObjectName(QStringLiteral("compareCombo"));
    m_compare->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_compareLabel->setBuddy(m_compare);
    m_compare->addItems({QString(), QString(), QString()});
    m_save->setObjectName(QStringLiteral("saveTableButton"));
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
    m_table->setWideColumn(ComparisonModel::MeasureColumn);

    m_status->setWordWrap(true);
    auto* top = new FlowLayout;
    for (const auto& [label, box] : {std::pair(m_compareLabel, m_compare), std::pair(m_seedLabel, m_seeds)}) {
        // A label does not part from its field where the row is broken.
        auto* pair = new QWidget(this);
        auto* row = new QHBoxLayout(pair);
        row->setContentsMargins({});
        row->addWidget(label);
        row->addWidget(box);
        top->addWidget(pair);
    }
    top->addWidget(m_picker);
    top->addWidget(m_copy);
    top->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_status);
    layout->addWidget(m_remarks);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_notice);

    connect(m_seeds, &QComboBox::currentIndexChanged, this, [this] { catchUp(true); });
    connect(m_compare, &QComboBox::activated, this, [this] {
        m_hasChosen = true;
        if (isPair() && !m_picker->pair()) {
            m_picker->chooseFirst();
        }
        fillCompare();
        catchUp(true);
    });
    connect(m_picker, &PairPicker::pairChanged, this, [this] {
        fillCompare();
        catchUp(true);
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        const ShownExperiment* current = m_store.current();
        const QString name =
            current == nullptr || isAcross() || isPair() ? QStringLiteral("comparison") : current->name;
        saveTable(*m_table->shownPart(), isAcross() ? plainText(m_across.table().caption) : captionOf(current), name,
                  *this, *m_notice);
    });
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
    m_runs = runs;
    m_picker->setRuns(runs);
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

void TableTab::fillCompare()
{
    const auto checked = static_cast<int>(checkedExperiments(m_store).size());
    m_compare->setItemText(1, tr("All checked (%1)").arg(checked));
    m_compare->setEnabled(checked > 1 || m_runs.size() > 1);
    const bool isChoiceGone = (isPair() && !m_picker->pair()) || (isAcross() && checked <= 1);
    if (isChoiceGone || !m_hasChosen) {
        m_compare->setCurrentIndex(checked > 1 ? 1 : 0);
    }
    m_picker->setVisible(isPair());
    QAbstractItemModel* model = isAcross() ? static_cast<QAbstractItemModel*>(&m_across) : &m_model;
    if (m_table->model() != model) {
        m_table->setModel(model);
        m_table->setWideColumn(isAcross() ? 0 : ComparisonModel::MeasureColumn);
    }
    const bool isOfCurrent = !isAcross() && !isPair();
    m_seedLabel->setVisible(isOfCurrent);
    m_seeds->setVisible(isOfCurrent);
    m_status->setVisible(isOfCurrent);
}

QString TableTab::captionOf(const ShownExperiment* experiment) const
{
    if (const auto& pair = m_picker->pair(); isPair() && pair) {
        //: What a table compares: %1 and %2 are runs such as "BN, seed 2"
        return tr("%1 against %2").arg(choiceLabel(pair->first, m_runs), choiceLabel(pair->second, m_runs));
    }
    return experiment == nullptr ? QString() : titleOf(*experiment);
}

void TableTab::fillPair()
{
    const ChosenPair& pair = *m_picker->pair();
    const std::string first = choiceLabel(pair.first, m_runs).toStdString();
    const std::string second = choiceLabel(pair.second, m_runs).toStdString();
    std::vector<RunRecord> records;
    for (const auto& [run, other] : pairedRuns(pair, m_runs)) {
        const RunRecord* own = recordOf(m_store, run);
        const RunRecord* reference = recordOf(m_store, other);
        if (own == nullptr || reference == nullptr) {
            continue;
        }
        // As with variants: what one is ahead is not compared.
        const bool isGoing = own->status == RunStatus::Running || reference->status == RunStatus::Running;
        const std::size_t steps = std::min(own->iterations.size(), reference->iterations.size());
        for (const auto& [record, name] : {std::pair(own, &first), std::pair(reference, &second)}) {
            records.push_back(isGoing ? record->part(steps) : *record);
            records.back().variant = *name;
            records.back().seed = run.run.seed;
        }
    }
    const ExperimentComparison comparison = compare({}, {first, second}, records);
    m_model.setComparison(comparison, {});
    // Several against a single one are no pairs.
    const bool arePairs = pair.first.seed || !pair.second.seed;
    conclude(arePairs ? comparison : ExperimentComparison());
    QStringList said = conclusions();
    if (comparison.seeds.size() > 1) {
        said.push_front(tr("Means ± standard deviations over seeds; — where a seed has no value for both."));
    }
    if (pair.first.experiment != pair.second.experiment) {
        said.append(tr("They were not trained side by side: their times can be compared only if the machine did "
                       "nothing else."));
    }
    const QString text = said.join(QLatin1Char('\n'));
    m_remarks->setText(text);
    m_remarks->setVisible(!text.isEmpty());
}

void TableTab::fillAcross()
{
    std::vector<AcrossExperiment> checked;
    const auto experiments = checkedExperiments(m_store);
    const QStringList names = distinctNames(experiments);
    for (const ShownExperiment* shown : experiments) {
        const QString& name = names[static_cast<qsizetype>(checked.size())];
        const ShownExperiment& experiment = *shown;
        std::size_t steps = 0;
        for (const auto& [run, record] : experiment.runs) {
            steps += record.iterations.size();
        }
        auto& known = m_compared[experiment.id];
        if (experiment.isLive || known.edition != experiment.edition || known.steps != steps) {
            // What trains is not known: it may end without another step.
            known = {experiment.edition, experiment.isLive ? 0 : steps, untestedFactsOf(comparisonOf(experiment))};
        }
        checked.push_back({(name.isEmpty() ? titleOf(experiment) : name).toStdString(), known.facts});
    }
    std::erase_if(m_compared, [this](const auto& entry) { return m_store.find(entry.first) == nullptr; });
    m_across.setTable(aspectsTable(checked));
}

QString TableTab::statusText(const ShownExperiment& experiment) const
{
    const auto chosen = seed();
    QStringList parts;
    for (const RunKey& run : runsInOrder(experiment)) {
        const RunRecord& record = experiment.runs.at(run);
        if (!chosen || *chosen == run.seed) {
            //: A run and its state: "BN: done"
            parts.push_back(tr("%1: %2").arg(chosen ? variantText(run.variant) : runName(experiment, run),
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
        all = conclusions() + all;
        all.push_front(variantsOf(experiment.spec).size() > 2
                           ? tr("Means ± standard deviations over seeds; — where a seed has no value for all variants.")
                           : tr("Means ± standard deviations over seeds; — where a seed has no value for both twins."));
    }
    if (std::any_of(m_shownSeeds.begin(), m_shownSeeds.end(), [&](std::uint64_t each) {
            return (!chosen || *chosen == each) && hasUnequalTimes(experiment, each);
        })) {
        all.push_back(tr("Training times are not compared: the runs of a seed are not equally long."));
    }
    all.removeAll(QString());
    return all;
}

void TableTab::conclude(const ExperimentComparison& comparison)
{
    std::vector<Concluded> concluded;
    for (const std::size_t variant : comparison.compared()) {
        Concluded one;
        one.name = differenceName(comparison.variants[variant], comparison.variants[comparison.reference()]);
        for (const SeedComparison& seed : comparison.seeds) {
            const auto accuracy = std::find_if(seed.measures.begin(), seed.measures.end(),
                                               [](const Measure& each) { return each.key == kConcludedMeasure; });
            if (seed.isDone(variant, comparison.reference()) && accuracy != seed.measures.end() &&
                accuracy->differenceOf(variant)) {
                one.differences.push_back(*accuracy->differenceOf(variant));
            }
        }
        concluded.push_back(std::move(one));
    }
    // The sign-flip test of many seeds takes a while, and they do not change while the next one trains.
    const bool isSame = std::equal(
        concluded.begin(), concluded.end(), m_concluded.begin(), m_concluded.end(),
        [](const Concluded& a, const Concluded& b) { return a.name == b.name && a.differences == b.differences; });
    if (isSame) {
        return;
    }
    m_concluded = std::move(concluded);
    std::vector<PairedStatistics*> all;
    for (Concluded& one : m_concluded) {
        one.statistics = one.differences.empty() ? PairedStatistics() : pairedStatistics(one.differences);
        all.push_back(&one.statistics);
    }
    adjustByHolm(std::move(all));
}

QStringList TableTab::conclusions() const
{
    QStringList sentences;
    for (const Concluded& one : m_concluded) {
        const PairedStatistics& statistics = one.statistics;
        if (statistics.n > 1) {
            //: Over seeds: %1 is "BN − no BN", %2 a mean difference, %3 its interval "+0.1 to +0.3 pp", %4 a sentence
            sentences << tr("Final test accuracy, %1 of the same seed: %2, 95 % interval of the mean %3. %4")
                             .arg(one.name,
                                  differenceText(statistics.mean, Unit::Fraction, statistics.standardDeviation),
                                  intervalText(statistics, Unit::Fraction), evidenceSentence(statistics));
        }
    }
    return sentences;
}

void TableTab::catchUp(bool isAll)
{
    const ShownExperiment* experiment = m_store.current();
    if (experiment == nullptr) {
        m_model.setComparison({}, {});
        m_across.setTable({});
        return;
    }
    if (isAll) {
        fillCompare();
    }
    if (!m_pace.isDue(isAll)) {
        return;
    }
    if (isAcross()) {
        fillAcross();
        m_remarks->setText(plainText(m_across.table().caption));
        m_remarks->show();
        return;
    }
    if (isPair() && m_picker->pair()) {
        fillPair();
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
    m_compareLabel->setText(tr("Co&mpare"));
    m_compare->setItemText(0, tr("This experiment's variants"));
    m_compare->setItemText(2, tr("Any two runs"));
    m_compare->setToolTip(tr("The variants of the experiment that is selected in the list, all experiments that are "
                             "checked there, a row each, or any two runs"));
    fillCompare();
    m_save->setText(tr("Save ta&ble…"));
    m_save->setToolTip(tr("Save the selected rows, or all, as CSV, Markdown or LaTeX"));
    m_seedLabel->setText(tr("See&d"));
    m_seeds->setToolTip(tr("Which seed's runs are compared"));
    m_seeds->setAccessibleName(tr("Seed"));
    m_copy->setText(tr("&Copy table"));
    m_copy->setToolTip(tr("Copy the table for a spreadsheet or a text"));
    m_table->setAccessibleName(tr("Comparison of the variants"));
    fillSeeds();
    m_model.retranslate();
    catchUp(true);
}

}  // namespace normscope::ui
