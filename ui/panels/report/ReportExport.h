#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>
#include <map>

#include "ui/panels/SavedNotice.h"
#include "ui/panels/report/ReportJob.h"

namespace normscope::ui
{

/// What can be made of a report: an archive to hand in, files beside the results, a file elsewhere. Says what became
/// of it.
class ReportExport : public QWidget
{
    Q_OBJECT

  public:
    explicit ReportExport(QWidget* parent = nullptr);

    /// `hasReport`: there is something to write. `hasHome`: the experiments have a folder that is theirs alone.
    /// `hasFolder`: there is one to open.
    void setAvailable(bool hasReport, bool hasHome, bool hasFolder);
    [[nodiscard]] SavedNotice& notice() const { return *m_notice; }

  Q_SIGNALS:
    void writeRequested();
    void saveRequested(normscope::ui::ReportFormat format);
    void handInRequested();
    void openFolderRequested();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();

    QLabel* m_title;
    QPushButton* m_write;
    std::map<ReportFormat, QPushButton*> m_save;
    QPushButton* m_handIn;
    QPushButton* m_openFolder;
    SavedNotice* m_notice;
    bool m_hasHome = true;
};

}  // namespace normscope::ui
