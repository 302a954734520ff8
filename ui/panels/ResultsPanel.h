#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <QWidget>
#include <chrono>
#include <utility>
#include <vector>

#include "ui/charts/LineChart.h"
#include "ui/charts/RefreshPacer.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/SavedNotice.h"
#include "ui/panels/results/NetworkTab.h"
#include "ui/panels/results/ResultsTab.h"
#include "ui/panels/results/RunNotices.h"
#include "ui/panels/results/WhatNext.h"

namespace normscope::ui
{

/// What came out of an experiment, while it trains and afterwards: charts, comparison and settings in tabs.
///
/// Reads the store and nothing else. Only the tab that can be seen is brought up to date, as often as its drawing
/// leaves the training in peace (RefreshPacer); the others catch up when they are turned to.
class ResultsPanel : public QWidget
{
    Q_OBJECT

  public:
    /// The store outlives the panel.
    explicit ResultsPanel(ExperimentStore& store, QWidget* parent = nullptr);

    /// Offers it beside the notices of what went wrong, while it can be used.
    void offer(QAction& action) { m_notices->offer(action); }

    /// Shows the network that is set up: in a tab, and with a large button for the training where nothing is shown yet.
    /// Both outlive the panel.
    void showNetworkOf(ExperimentDocument& document, QAction& training);

    [[nodiscard]] QTabWidget& tabs() { return *m_tabs; }
    /// So many tabs to the right; round at the ends.
    void turnTab(int steps);
    /// By its name, e.g. "reportTab".
    void turnTo(const QString& tab);

    /// Gives the chart that is meant the page for itself, or all of them their places back.
    void enlargeChart();

    /// For the back row: the chart that is meant, large, and what names its curves.
    void setPresenting(bool presents);

    /// False while nobody can see it, e.g. in a minimised window.
    void setActive(bool active);

    /// Where files that were made of what is shown are announced.
    [[nodiscard]] SavedNotice& savedNotice() { return *m_saved; }

    /// How often new steps are of use here; for TrainingSession::setPublishInterval().
    [[nodiscard]] std::chrono::milliseconds publishInterval() const;

    /// The chart that has the focus or else the main one of the tab; null where there is none.
    [[nodiscard]] LineChart* currentChart() const;

    /// How many experiments there are to choose from, where none is shown.
    void setRunCount(int count);

    /// All charts with names for their files, filled with everything that there is.
    [[nodiscard]] std::vector<std::pair<QString, LineChart*>> allCharts();

    /// How the charts share their tabs, for the window's settings. What another version saved is left alone.
    [[nodiscard]] QByteArray saveState() const;
    void restoreState(const QByteArray& state);

    /// What is looked at: the tab, the choices of each and what was made of its charts (see viewOf()). To go on with
    /// when the same experiment is shown; what does not fit what is shown is passed over.
    [[nodiscard]] QJsonObject view() const;
    void setView(const QJsonObject& view);

  Q_SIGNALS:
    void publishIntervalChanged(std::chrono::milliseconds interval);
    /// currentChart() may be another one now, or there is one for the first time.
    void currentChartChanged();
    /// Somebody wants these settings for the next training, by key.
    void settingsChosen(const std::map<std::string, std::string>& settings);
    /// Somebody wants that instrument to look inside the networks of the next training.
    void instrumentWanted(const QString& instrument);
    /// Somebody wants to see what there is to choose from.
    void runsRequested();
    /// A network was saved to a file.
    void networkSaved(const QString& path);
    /// From the menu of a chart, which has the focus.
    void exportRequested(normscope::ui::LineChart* chart);

  protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void addTab(const char* name, ResultsTab* tab);
    /// A tab may have other charts when it shows other variants.
    void followExports(const ResultsTab& tab);
    void schedule(ExperimentId id);
    /// Shows what the store has now, in the tab that can be seen.
    void catchUp(bool isAll);
    void updateRuns();
    void updatePace();
    void showCurrent();
    void placeNetwork();
    void enlargeTitle();
    void retranslate();
    [[nodiscard]] bool isSeen() const { return m_isActive && isVisible(); }
    [[nodiscard]] ResultsTab* currentTab() const;

    ExperimentStore& m_store;
    RunNotices* m_notices;
    WhatNext* m_next;
    SavedNotice* m_saved;
    QStackedWidget* m_pages;
    QLabel* m_emptyTitle;
    QLabel* m_emptyHint;
    QPushButton* m_toRuns;
    QVBoxLayout* m_emptyLayout;
    NetworkEditor* m_network = nullptr;
    NetworkTab* m_networkTab = nullptr;
    QTabWidget* m_tabs;
    std::vector<ResultsTab*> m_all;
    std::vector<ShownRun> m_shown;
    ExperimentId m_shownCurrent = 0;

    RefreshPacer m_pacer;
    QTimer m_redraw;
    QTimer m_settle;  ///< after the last redraw of a burst: what is brought up to date only now and then
    QElapsedTimer m_sinceRedraw;
    std::chrono::milliseconds m_toldInterval{0};
    int m_runCount = 0;
    bool m_isActive = true;
    bool m_isPresenting = false;
};

}  // namespace normscope::ui
