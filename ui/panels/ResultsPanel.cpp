#include "ui/panels/ResultsPanel.h"

#include <QApplication>
#include <QDataStream>
#include <QEvent>
#include <QMap>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/results/ChartControls.h"
#include "ui/panels/results/ChartView.h"
#include "ui/panels/results/InsideTab.h"
#include "ui/panels/results/OverlayTab.h"
#include "ui/panels/results/OverviewTab.h"
#include "ui/panels/results/ReportTab.h"
#include "ui/panels/results/SettingsTab.h"
#include "ui/panels/results/SideBySideTab.h"
#include "ui/panels/results/TableTab.h"
#include "ui/panels/results/TuningTab.h"

namespace normscope::ui
{

namespace
{

using namespace std::chrono_literals;

/// While nobody looks, steps are collected in larger bulks.
constexpr auto kUnseenInterval = 1000ms;
constexpr auto kSettleTime = 600ms;
constexpr int kStateVersion = 2;

}  // namespace

ResultsPanel::ResultsPanel(ExperimentStore& store, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
    , m_notices(new RunNotices(this))
    , m_next(new WhatNext(this))
    , m_saved(new SavedNotice(this))
    , m_pages(new QStackedWidget(this))
    , m_emptyTitle(new QLabel(this))
    , m_emptyHint(new QLabel(this))
    , m_toRuns(new QPushButton(this))
    , m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("resultsPanel"));
    m_tabs->setObjectName(QStringLiteral("resultsTabs"));
    m_tabs->setDocumentMode(true);
    m_emptyTitle->setObjectName(QStringLiteral("emptyTitle"));
    m_emptyHint->setObjectName(QStringLiteral("emptyHint"));
    auto* empty = new QWidget(this);
    m_emptyLayout = new QVBoxLayout(empty);
    for (QLabel* label : {m_emptyTitle, m_emptyHint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        m_emptyLayout->addWidget(label);
    }
    m_toRuns->setObjectName(QStringLiteral("toRuns"));
    m_toRuns->hide();
    m_emptyLayout->addWidget(m_toRuns, 0, Qt::AlignCenter);
    connect(m_toRuns, &QPushButton::clicked, this, &ResultsPanel::runsRequested);
    m_emptyLayout->insertStretch(0, 2);
    m_emptyLayout->addStretch(3);

    addTab("overviewTab", new OverviewTab(m_store));
    addTab("sideBySideTab", new SideBySideTab(m_store));
    auto* overlay = new OverlayTab(m_store);
    addTab("overlayTab", overlay);
    auto* table = new TableTab(m_store);
    addTab("tableTab", table);
    auto* tuning = new TuningTab(m_store);
    addTab("tuningTab", tuning);
    auto* inside = new InsideTab(m_store);
    addTab("insideTab", inside);
    addTab("settingsTab", new SettingsTab(m_store));
    auto* report = new ReportTab(m_store);
    addTab("reportTab", report);
    connect(tuning, &TuningTab::settingsChosen, this, &ResultsPanel::settingsChosen);
    connect(inside, &InsideTab::instrumentWanted, this, &ResultsPanel::instrumentWanted);
    connect(inside, &InsideTab::saved, this, [this](const std::filesystem::path& path) { m_saved->setSaved(path); });
    connect(inside, &InsideTab::chartsChanged, this, [this, inside] {
        followExports(*inside);
        Q_EMIT currentChartChanged();
    });
    // One choice for all tabs.
    const QList<ChartControls*> controls = findChildren<ChartControls*>();
    for (ChartControls* one : controls) {
        for (ChartControls* other : controls) {
            connect(one, &ChartControls::seedsChanged, other, &ChartControls::setSeeds);
            connect(one, &ChartControls::smoothingChanged, other, &ChartControls::setSmoothing);
        }
    }
    connect(&overlay->picker(), &PairPicker::pairChanged, &table->picker(), &PairPicker::setPair);
    connect(&table->picker(), &PairPicker::pairChanged, overlay, &OverlayTab::setPair);
    m_pages->addWidget(empty);
    m_pages->addWidget(m_tabs);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notices);
    layout->addWidget(m_next);
    layout->addWidget(m_saved);
    layout->addWidget(m_pages, 1);

    m_redraw.setSingleShot(true);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleTime);
    connect(&m_redraw, &QTimer::timeout, this, [this] { catchUp(false); });
    connect(&m_settle, &QTimer::timeout, this, [this] { catchUp(true); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        catchUp(true);
        Q_EMIT currentChartChanged();
    });
    connect(&m_store, &ExperimentStore::runsChanged, this, &ResultsPanel::schedule);
    connect(&m_store, &ExperimentStore::currentChanged, this, &ResultsPanel::showCurrent);
    connect(&m_store, &ExperimentStore::stateChanged, this, [this] { catchUp(true); });
    connect(&m_store, &ExperimentStore::experimentEnded, this, [this](ExperimentId id, const SessionEnd& end) {
        const ShownExperiment* current = m_store.current();
        if (current != nullptr && current->id == id && end.isTrained && !end.isCancelled && end.errors.empty()) {
            m_next->tell(*current);
        }
    });
    connect(m_next, &WhatNext::tableRequested, this, [this] { turnTo(QStringLiteral("tableTab")); });
    connect(m_next, &WhatNext::reportRequested, this, [this] { turnTo(QStringLiteral("reportTab")); });
    connect(m_next, &WhatNext::handInRequested, this, [this, report] {
        turnTo(QStringLiteral("reportTab"));
        report->handIn();
    });
    connect(&m_store, &ExperimentStore::experimentAdded, this, [this] { catchUp(true); });
    connect(&m_store, &ExperimentStore::experimentClosed, this, &ResultsPanel::showCurrent);
    connect(&m_store, &ExperimentStore::checkedChanged, this, [this] { catchUp(true); });
    enlargeTitle();
    retranslate();
    showCurrent();
}

void ResultsPanel::showNetworkOf(ExperimentDocument& document, QAction& training)
{
    m_network = new NetworkEditor(document, this);
    m_network->offerTraining(training);
    m_networkTab = new NetworkTab(this);
    addTab("networkTab", m_networkTab);
    connect(m_network, &NetworkEditor::saved, this, &ResultsPanel::networkSaved);
    m_emptyTitle->hide();
    m_emptyLayout->setStretch(0, 0);
    m_emptyLayout->setStretch(m_emptyLayout->count() - 1, 0);
    retranslate();
    placeNetwork();
}

/// It is one editor, with one choice of what is looked at: where there are no results it takes their place.
void ResultsPanel::placeNetwork()
{
    if (m_network == nullptr) {
        return;
    }
    const bool isAlone = m_store.current() == nullptr;
    QLayout* place = isAlone ? m_emptyLayout : m_networkTab->layout();
    if (place->indexOf(m_network) < 0) {
        place->addWidget(m_network);
        if (isAlone) {
            m_emptyLayout->setStretchFactor(m_network, 1);
        }
    }
    m_network->setTrainingOffered(isAlone);
    m_network->show();
}

void ResultsPanel::addTab(const char* name, ResultsTab* tab)
{
    tab->setObjectName(QString::fromLatin1(name));
    m_tabs->addTab(tab, QString());
    m_all.push_back(tab);
    followExports(*tab);
}

void ResultsPanel::followExports(const ResultsTab& tab)
{
    for (const auto& [name, chart] : tab.charts()) {
        disconnect(chart, &LineChart::exportRequested, this, nullptr);
        connect(chart, &LineChart::exportRequested, this, [this, one = chart] { Q_EMIT exportRequested(one); });
    }
}

ResultsTab* ResultsPanel::currentTab() const
{
    return m_all.at(static_cast<std::size_t>(std::max(m_tabs->currentIndex(), 0)));
}

void ResultsPanel::turnTab(int steps)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex(((m_tabs->currentIndex() + steps) % count + count) % count);
}

void ResultsPanel::turnTo(const QString& tab)
{
    const auto found =
        std::find_if(m_all.begin(), m_all.end(), [&](const ResultsTab* one) { return one->objectName() == tab; });
    if (found != m_all.end()) {
        m_tabs->setCurrentWidget(*found);
    }
}

void ResultsPanel::enlargeChart()
{
    if (LineChart* chart = currentChart()) {
        Q_EMIT chart->enlargeRequested();
    }
}

void ResultsPanel::setPresenting(bool presents)
{
    m_isPresenting = presents;
    m_tabs->tabBar()->setVisible(!presents);
    m_next->hide();
    for (ResultsTab* tab : m_all) {
        tab->setPresenting(presents);
        tab->enlarge(presents && tab == currentTab() ? currentChart() : nullptr);
    }
}

void ResultsPanel::setActive(bool active)
{
    if (active == m_isActive) {
        return;
    }
    m_isActive = active;
    catchUp(true);
    updatePace();
}

std::chrono::milliseconds ResultsPanel::publishInterval() const
{
    return isSeen() ? m_pacer.interval() : kUnseenInterval;
}

void ResultsPanel::updatePace()
{
    // Small changes would be news at every redraw.
    const auto interval = publishInterval();
    if (interval * 10 < m_toldInterval * 9 || interval * 10 > m_toldInterval * 11) {
        m_toldInterval = interval;
        Q_EMIT publishIntervalChanged(interval);
    }
}

void ResultsPanel::schedule(ExperimentId id)
{
    const ShownExperiment* experiment = m_store.find(id);
    const ShownExperiment* current = m_store.current();
    // Of those that are not checked the other cases are tuned by.
    const bool isShown = experiment != nullptr && (experiment == current || experiment->isChecked ||
                                                   (current != nullptr && experiment->root == current->root));
    if (!isShown || !isSeen() || m_redraw.isActive()) {
        return;
    }
    const auto since = std::chrono::milliseconds(m_sinceRedraw.isValid() ? m_sinceRedraw.elapsed() : 0);
    m_redraw.start(m_sinceRedraw.isValid() ? std::max(m_pacer.interval() - since, 0ms) : 0ms);
}

void ResultsPanel::updateRuns()
{
    std::vector<ShownRun> runs = shownRuns(m_store);
    const ShownExperiment* current = m_store.current();
    const ExperimentId id = current != nullptr ? current->id : 0;
    if (runs != m_shown || id != m_shownCurrent) {
        m_shown = std::move(runs);
        for (ResultsTab* tab : m_all) {
            tab->setRuns(m_shown);
            followExports(*tab);
            // Where one looked closely at another experiment means nothing in this one.
            for (const auto& [name, chart] : id != m_shownCurrent ? tab->charts() : std::vector<NamedChart>()) {
                chart->resetZoom();
            }
        }
        m_shownCurrent = id;
    }
}

void ResultsPanel::catchUp(bool isAll)
{
    m_redraw.stop();
    if (!isSeen()) {
        return;
    }
    updateRuns();
    m_notices->setExperiment(m_store.current());
    ResultsTab* tab = currentTab();
    tab->catchUp(isAll);
    m_sinceRedraw.start();
    if (isAll) {
        m_settle.stop();
    } else {
        m_settle.start();
        double cost = 0;
        for (const auto& [name, chart] : tab->charts()) {
            cost += chart->refreshCost();
        }
        m_pacer.add(cost);
        updatePace();
    }
}

void ResultsPanel::showCurrent()
{
    m_pages->setCurrentIndex(m_store.current() != nullptr ? 1 : 0);
    placeNetwork();
    m_next->hide();
    m_saved->clear();
    m_notices->setExperiment(m_store.current());
    catchUp(true);
    Q_EMIT currentChartChanged();
}

LineChart* ResultsPanel::currentChart() const
{
    if (m_store.current() == nullptr) {
        return nullptr;
    }
    const QWidget* focus = QApplication::focusWidget();
    for (const auto& [name, chart] : currentTab()->charts()) {
        if (focus != nullptr && (focus == chart || chart->isAncestorOf(focus))) {
            return chart;
        }
    }
    return currentTab()->mainChart();
}

std::vector<std::pair<QString, LineChart*>> ResultsPanel::allCharts()
{
    updateRuns();
    std::vector<std::pair<QString, LineChart*>> charts;
    for (ResultsTab* tab : m_all) {
        tab->catchUp(true);
        for (const auto& chart : tab->charts()) {
            if (!chart.second->curves().empty()) {
                charts.push_back(chart);
            }
        }
    }
    return charts;
}

QByteArray ResultsPanel::saveState() const
{
    QMap<QString, QByteArray> states;
    for (const ResultsTab* tab : m_all) {
        for (const QSplitter* splitter : tab->findChildren<QSplitter*>()) {
            states.insert(tab->objectName() + QLatin1Char('/') + splitter->objectName(), splitter->saveState());
        }
    }
    QByteArray state;
    QDataStream(&state, QIODevice::WriteOnly) << kStateVersion << states;
    return state;
}

void ResultsPanel::restoreState(const QByteArray& state)
{
    QDataStream stream(state);
    int version = 0;
    QMap<QString, QByteArray> states;
    stream >> version;
    if (version != kStateVersion) {
        return;
    }
    stream >> states;
    for (const ResultsTab* tab : m_all) {
        for (QSplitter* splitter : tab->findChildren<QSplitter*>()) {
            splitter->restoreState(states.value(tab->objectName() + QLatin1Char('/') + splitter->objectName()));
        }
    }
}

QJsonObject ResultsPanel::view() const
{
    QJsonObject tabs;
    for (const ResultsTab* tab : m_all) {
        QJsonObject charts;
        for (const auto& [name, chart] : tab->charts()) {
            if (const QJsonObject its = viewOf(*chart); !its.isEmpty()) {
                charts.insert(name, its);
            }
        }
        const auto* controls = tab->findChild<const ChartControls*>();
        if (controls != nullptr) {
            tabs.insert(tab->objectName(), QJsonObject{{QStringLiteral("choices"), controls->choices()},
                                                       {QStringLiteral("charts"), charts}});
        } else if (const QJsonObject choices = tab->choices(); !choices.isEmpty()) {
            tabs.insert(tab->objectName(),
                        QJsonObject{{QStringLiteral("choices"), choices}, {QStringLiteral("charts"), charts}});
        }
    }
    return {{QStringLiteral("tab"), currentTab()->objectName()}, {QStringLiteral("tabs"), tabs}};
}

void ResultsPanel::setView(const QJsonObject& view)
{
    const QJsonObject tabs = view.value(QStringLiteral("tabs")).toObject();
    for (ResultsTab* tab : m_all) {
        const QJsonObject kept = tabs.value(tab->objectName()).toObject();
        if (auto* controls = tab->findChild<ChartControls*>(); controls != nullptr && !kept.isEmpty()) {
            controls->setChoices(kept.value(QStringLiteral("choices")).toObject());
        } else if (!kept.isEmpty()) {
            tab->setChoices(kept.value(QStringLiteral("choices")).toObject());
        }
        const QJsonObject charts = kept.value(QStringLiteral("charts")).toObject();
        if (!charts.isEmpty()) {
            tab->catchUp(true);
        }
        for (const auto& [name, chart] : tab->charts()) {
            restoreView(*chart, charts.value(name).toObject());
        }
    }
    turnTo(view.value(QStringLiteral("tab")).toString());
}

void ResultsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    catchUp(true);
    updatePace();
}

void ResultsPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    updatePace();
}

void ResultsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        catchUp(true);
    }
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        enlargeTitle();
    }
}

void ResultsPanel::setRunCount(int count)
{
    m_runCount = count;
    m_toRuns->setText(tr("Show the %n experiments that there are", "", count));
    m_toRuns->setWhatsThis(m_toRuns->text());
    m_toRuns->setVisible(count > 0);
}

void ResultsPanel::enlargeTitle()
{
    constexpr double kTitleScale = 1.5;
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * kTitleScale);
    m_emptyTitle->setFont(large);
}

void ResultsPanel::retranslate()
{
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        m_tabs->setTabText(static_cast<int>(i), m_all[i]->title());
        m_all[i]->setWhatsThis(m_all[i]->help());
    }
    m_tabs->setAccessibleName(tr("Results"));
    m_tabs->setWhatsThis(
        tr("What came out of the experiments that are checked among the runs: charts, tables, report."));
    setRunCount(m_runCount);
    m_emptyTitle->setText(tr("Train, or choose a run"));
    m_emptyHint->setText(
        tr("Press Train twin (F5): two networks, alike but for batch normalization, learn side by side. "
           "With the settings as they are, it takes seconds. Or choose one of the runs at the left to see what came of "
           "it."));
}

}  // namespace normscope::ui
