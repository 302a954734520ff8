#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <filesystem>
#include <memory>
#include <optional>

#include "ui/panels/report/ReportChoices.h"
#include "ui/panels/report/ReportContents.h"
#include "ui/panels/report/ReportExport.h"
#include "ui/panels/report/ReportSubject.h"
#include "ui/panels/report/ReportView.h"
#include "ui/panels/results/ResultsTab.h"

namespace normscope::ui
{

/// The finished report to read, and beside it in a column that scrolls what it is about, what can be made of it, and
/// its contents. It is made when the tab is looked at, on a thread of its own.
class ReportTab : public ResultsTab
{
    Q_OBJECT

  public:
    /// The store outlives the tab.
    explicit ReportTab(const ExperimentStore& store, QWidget* parent = nullptr);
    ~ReportTab() override;

    [[nodiscard]] QString title() const override { return tr("Report"); }
    [[nodiscard]] QString help() const override
    {
        return tr("The report as it will be written: choose what it is about and in which language, then save it or "
                  "pack it to hand in.");
    }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;

    /// Asks where to put the zip of all that the report is about, and packs it.
    void handIn();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    /// What the report that is shown, or being made, is of.
    struct Shown
    {
        ReportSubject subject;
        ReportOptions options;  ///< but for the paper, of which a screen knows nothing
        std::size_t steps = 0;  ///< of all its runs: more after a resumed training
        bool operator==(const Shown&) const = default;
    };

    /// Ends the job that works, whose signals are heard no more.
    void drop();
    void make();
    void start(ReportOrder order);
    void finish();
    void cancel();
    void write();
    void save(ReportFormat format);
    /// Orders a file or folder of what is shown.
    void order(ReportOrder::What what, const std::filesystem::path& target, ReportFormat format = ReportFormat::Pdf);
    /// Asks for the name of a file. Empty where there is none.
    [[nodiscard]] std::filesystem::path askForFile(const QString& title, const QString& name, const QString& ending);
    void openFolder();
    [[nodiscard]] bool isWriting() const { return m_job && m_job->order().what != ReportOrder::What::Show; }
    void updateState();
    void retranslate();
    [[nodiscard]] Shown wanted() const;

    const ExperimentStore& m_store;
    ReportChoices* m_choices;
    ReportView* m_view;
    ReportExport* m_export;
    ReportContents* m_contents;
    QStackedWidget* m_pages;
    QLabel* m_emptyTitle;
    QLabel* m_emptyHint;
    QWidget* m_busy;
    QLabel* m_busyText;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    std::optional<Shown> m_shown;
    QString m_problem;                   ///< why there is no report
    std::filesystem::path m_lastFolder;  ///< that a report of these experiments was written into
    bool m_isPartial = false;            ///< its pictures were left for something that is written
    std::unique_ptr<ReportJob> m_job;
    int m_jobNumber = 0;  ///< of the last job
};

}  // namespace normscope::ui
