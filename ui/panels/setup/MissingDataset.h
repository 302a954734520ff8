#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include <normscope/session/DatasetFetch.h>

namespace normscope::ui
{

/// What a person can do about a published dataset that is not on this computer: download it, or open the folder that
/// its files belong into. Shows how far a download is, and why one failed. Nothing is downloaded without a click.
class MissingDataset : public QWidget
{
    Q_OBJECT

  public:
    explicit MissingDataset(QWidget* parent = nullptr);

    /// Shows itself for a published dataset that is missing, and while a download runs; hides for any other name.
    void offer(const std::string& dataset);

    [[nodiscard]] bool isFetching() const { return m_fetch.isRunning(); }

    /// The name as its makers write it: "Fashion-MNIST"; of datasets that nobody published the name itself.
    [[nodiscard]] static QString title(const std::string& dataset);

  Q_SIGNALS:
    /// A dataset is there now.
    void arrived();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void start();
    void openFolder();
    void showProgress(const FetchProgress& progress);
    void finish(const FetchOutcome& outcome);
    void tell(const Error& error);
    void update();
    void retranslate();

    std::string m_dataset;  ///< that is missing; empty: none
    DatasetFetch m_fetch;
    QPushButton* m_download;
    QPushButton* m_folder;
    QProgressBar* m_bar;
    QLabel* m_status;  ///< speed and time left, or why it failed
    QPushButton* m_cancel;
};

}  // namespace normscope::ui
