#pragma once

#include <QComboBox>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/charts/PageLegend.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/ChartLink.h"
#include "ui/panels/results/ChartPage.h"
#include "ui/panels/results/InsideHeat.h"
#include "ui/panels/results/ResultsTab.h"
#include "ui/report/figures/InsideCharts.h"

namespace normscope::ui
{

/// What instruments saw inside two networks, beside each other on one scale: all layers at every look, one layer
/// closely, and a page a question with a verdict.
class InsideTab : public ResultsTab
{
    Q_OBJECT

  public:
    /// The store outlives the tab.
    explicit InsideTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Inside"); }
    [[nodiscard]] QString help() const override
    {
        return tr("What batch normalization does to the networks while they learn, as instruments saw it: a page a "
                  "question, and all layers at every look. Which instruments look is set in the form, under “Run”.");
    }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;
    [[nodiscard]] std::vector<NamedChart> charts() const override;
    [[nodiscard]] LineChart* mainChart() const override;
    void enlarge(LineChart* chart) override { m_page->enlarge(chart); }
    void setPresenting(bool presents) override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    /// By its name: "layers", "layer", or that of a question.
    void turnToPage(const std::string& page);

  Q_SIGNALS:
    /// Somebody wants it to look in the next training.
    void instrumentWanted(const QString& instrument);
    void saved(const std::filesystem::path& path);
    /// charts() are others, or none.
    void chartsChanged();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    struct Field
    {
        QWidget* whole = nullptr;
        QLabel* label = nullptr;
        QComboBox* combo = nullptr;
    };
    struct Side
    {
        std::optional<ShownRun> run;
        bool isChosen = false;  ///< by somebody, and not by the program
        ProbeLooks looks;
    };
    Field makeField(const char* name);

    void chooseRuns();
    void fillRuns();
    void takeRun(std::size_t side, int index);
    void openLayer(const QString& layer);
    /// Begins the page anew: other runs, another page, another language.
    void rebuild();
    void readLooks();
    void showPage();
    void showHeat();
    void leaveCharts();
    void showRows(const InsideRows& rows);
    void makeCharts(const InsideRows& rows);
    void fillUnits();
    void showFields();
    void showTexts(const QString& explained, const QString& verdict, const QString& reason);
    void showMissing(const std::string& instrument);
    void link(const InsideRows& rows);
    void retranslate();
    [[nodiscard]] std::vector<InsideRun> runs() const;
    [[nodiscard]] std::optional<Question> question() const;
    [[nodiscard]] const InsideMeasure& measure() const;
    [[nodiscard]] bool isDue(bool isAll) const;

    const ExperimentStore& m_store;
    std::array<Field, 2> m_runFields;
    Field m_pageField;
    Field m_measureField;
    Field m_layerField;
    Field m_unitField;
    QToolButton* m_log;
    QLabel* m_explained;
    QLabel* m_verdict;
    QWidget* m_missing;
    QLabel* m_missingText;
    QPushButton* m_switchOn;
    QStackedWidget* m_stack;
    InsideHeat* m_heat;
    QWidget* m_chartArea;
    PageLegend* m_legend;
    ChartPage* m_page;
    std::vector<LineChart*> m_pool;
    std::vector<NamedChart> m_shown;
    std::unique_ptr<ChartLink> m_link;        ///< of those with the same axes
    std::unique_ptr<ChartLink> m_crosshairs;  ///< of those over iterations

    std::vector<ShownRun> m_all;
    std::array<Side, 2> m_sides;
    std::string m_pageName;
    InsideUnit m_unit;
    std::vector<QStringList> m_structure;  ///< of the charts that are shown: names and curves
    std::string m_missingInstrument;
    bool m_isPresenting = false;
    bool m_isStale = true;
    QElapsedTimer m_since;
    double m_cost = 0;  ///< of the last update, in milliseconds
};

}  // namespace normscope::ui
