#pragma once

#include <QObject>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include <normscope/base/Result.h>

namespace normscope
{

/// How far a file is.
struct FetchProgress
{
    std::string file;
    int number = 0;  ///< from 1
    int files = 0;
    std::int64_t received = 0;
    std::int64_t total = 0;  ///< 0 while it is not known
    double bytesPerSecond = 0;
    std::optional<double> secondsLeft;  ///< of this file
    bool isDone = false;                ///< the file is there and is the published one
};

enum class FetchEnd
{
    Fetched,
    WasThere,
    Cancelled,  ///< what was fetched is kept, and gone on with the next time
};

struct FetchOutcome
{
    FetchEnd end = FetchEnd::Fetched;
    std::string folder;  ///< where the dataset lies; of one that was cancelled empty
};

struct FetchListener
{
    /// Asked from the calling thread, twenty times a second.
    std::function<bool()> isCancelled;
    std::function<void(const FetchProgress&)> progress;
    /// What a person may want to know meanwhile: a mirror that failed, another process that is waited for.
    std::function<void(const Message&)> notice;
};

/// Fetches a dataset into the user's own ones, unless it is somewhere where datasets are found by name. Each file comes
/// from the first mirror that has it as it was published (see checkPublished()); what lies in the user's cache from an
/// attempt before is gone on with. Complete, or not there: the folder appears in one step. Of several processes one
/// fetches and the others wait. ErrorCode::Usage for a name that nothing is published under, Io where no mirror had a
/// file, with the way to place it by hand. Works on the calling thread, which is that of the QCoreApplication or
/// another.
[[nodiscard]] Result<FetchOutcome> fetchDataset(const std::string& dataset, const FetchListener& listener);

/// fetchDataset() on a thread of its own, one at a time. Signals come on the thread that it lives in.
class DatasetFetch : public QObject
{
    Q_OBJECT

  public:
    explicit DatasetFetch(QObject* parent = nullptr);
    /// Cancels and waits.
    ~DatasetFetch() override;

    /// Nothing happens while one runs.
    void start(const std::string& dataset);
    void cancel() { m_isCancelled = true; }

    [[nodiscard]] bool isRunning() const { return m_thread.joinable(); }
    [[nodiscard]] const std::string& dataset() const { return m_dataset; }

  Q_SIGNALS:
    /// At most ten times a second.
    void progressed(const normscope::FetchProgress& progress);
    void noticed(const normscope::Message& notice);
    void ended(const normscope::FetchOutcome& outcome);
    void failed(const normscope::Error& error);

  private:
    std::string m_dataset;
    std::atomic<bool> m_isCancelled = false;
    std::thread m_thread;
};

}  // namespace normscope
