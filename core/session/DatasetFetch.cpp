#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>
#include <normscope/base/Stopwatch.h>
#include <normscope/base/UserFolders.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DatasetSource.h>
#include <normscope/session/DatasetFetch.h>
#include <normscope/session/Download.h>

namespace fs = std::filesystem;

namespace normscope
{

namespace
{

constexpr double kSecondsBetweenReports = 0.1;
constexpr auto kBetweenLooksAtLock = std::chrono::milliseconds(50);
/// How often a connection may break that has brought something.
constexpr int kMostBreaks = 5;

/// Says at most ten times a second how far a file is.
class Meter
{
  public:
    Meter(const FetchListener& listener, FetchProgress file)
        : m_listener(listener)
        , m_progress(std::move(file))
    {
    }

    /// What is there from another time has no speed.
    void begin(std::int64_t before)
    {
        m_before = before;
        m_sinceStart = Stopwatch();
    }

    void show(std::int64_t received, std::int64_t total)
    {
        if (received < m_before) {
            m_before = 0;  // the server began anew
        }
        m_progress.received = received;
        m_progress.total = total;
        const double seconds = m_sinceStart.seconds();
        const double fetched = static_cast<double>(received - m_before);
        m_progress.bytesPerSecond = seconds > 0 ? fetched / seconds : 0;
        m_progress.secondsLeft = total > 0 && m_progress.bytesPerSecond > 0
                                     ? std::optional(static_cast<double>(total - received) / m_progress.bytesPerSecond)
                                     : std::nullopt;
        if (received == total || !m_hasShown || m_sinceShown.seconds() >= kSecondsBetweenReports) {
            report();
        }
    }

    /// The file is whole, and the right one.
    void finish()
    {
        m_progress.isDone = true;
        report();
    }

  private:
    void report()
    {
        m_hasShown = true;
        m_sinceShown = Stopwatch();
        if (m_listener.progress) {
            m_listener.progress(m_progress);
        }
    }

    const FetchListener& m_listener;
    FetchProgress m_progress;
    std::int64_t m_before = 0;
    Stopwatch m_sinceStart;
    Stopwatch m_sinceShown;
    bool m_hasShown = false;
};

class Fetch
{
  public:
    Fetch(DatasetSource source, fs::path place, fs::path cache, const FetchListener& listener)
        : m_source(std::move(source))
        , m_place(std::move(place))
        , m_cache(std::move(cache))
        , m_listener(listener)
    {
    }

    /// With the locks, so that one process at a time works in the cache and at the place.
    Result<FetchOutcome> run()
    {
        std::vector<FolderLock> locks;
        for (const fs::path& folder : {m_place.parent_path(), m_cache.parent_path()}) {
            if (auto status = makeFolders(folder); !status) {
                return passOn(status);
            }
            auto lock = await(folder);
            if (!lock) {
                return passOn(lock);
            }
            if (!*lock) {
                return FetchOutcome{FetchEnd::Cancelled, {}};
            }
            locks.push_back(std::move(**lock));
        }
        if (auto there = locateDataset(m_source.dataset)) {
            return FetchOutcome{FetchEnd::WasThere, std::move(*there)};
        }
        if (auto status = makeFolders(m_cache); !status) {
            return passOn(status);
        }
        auto outcome = fetchAll();
        if (outcome && outcome->end == FetchEnd::Fetched) {
            std::error_code ignored;
            fs::remove_all(m_cache, ignored);
        } else {
            std::error_code ignored;
            fs::remove(m_cache, ignored);  // where nothing came
        }
        return outcome;
    }

  private:
    [[nodiscard]] bool isCancelled() const { return m_listener.isCancelled && m_listener.isCancelled(); }

    void tell(const Message& notice) const
    {
        if (m_listener.notice) {
            m_listener.notice(notice);
        }
    }

    /// None where it was cancelled meanwhile.
    Result<std::optional<FolderLock>> await(const fs::path& folder) const
    {
        for (bool isTold = false;; isTold = true) {
            auto lock = FolderLock::take(folder);
            if (lock) {
                return std::move(*lock);
            }
            if (lock.error().code != ErrorCode::Usage) {
                return passOn(lock);
            }
            if (!isTold) {
                tell(Message::tr("{}: another Normscope is fetching; waiting for it", m_source.dataset));
            }
            if (isCancelled()) {
                return std::nullopt;
            }
            std::this_thread::sleep_for(kBetweenLooksAtLock);
        }
    }

    Result<FetchOutcome> fetchAll()
    {
        auto downloader = Downloader::make(m_source.certificates);
        if (!downloader) {
            return passOn(downloader);
        }
        std::vector<std::string> names;
        for (const PublishedFile& file : m_source.files) {
            names.push_back(file.name);
            std::error_code ignored;
            if (fs::exists(m_cache / file.name, ignored) && checkPublished(m_cache / file.name, file)) {
                continue;
            }
            Meter meter(m_listener, {file.name,
                                     static_cast<int>(names.size()),
                                     static_cast<int>(m_source.files.size()),
                                     0,
                                     0,
                                     0,
                                     {},
                                     false});
            auto isThere = fetchFile(*downloader, file, meter);
            if (!isThere) {
                return passOn(isThere);
            }
            if (!*isThere) {
                return FetchOutcome{FetchEnd::Cancelled, {}};
            }
        }
        if (auto status = placeFiles(m_cache, names, m_place); !status) {
            return passOn(status);
        }
        return FetchOutcome{FetchEnd::Fetched, m_place.string()};
    }

    /// From the first mirror that has it; false where it was cancelled.
    Result<bool> fetchFile(Downloader& downloader, const PublishedFile& file, Meter& meter)
    {
        Message reasons;
        std::vector<std::string>& mirrors = m_source.mirrors;
        for (auto mirror = mirrors.begin(); mirror != mirrors.end(); ++mirror) {
            auto isThere = fetchFrom(downloader, *mirror, file, meter);
            if (isThere || isThere.error().code == ErrorCode::Internal) {
                // The next file comes from where this one was to be had.
                std::rotate(mirrors.begin(), mirror, mirrors.end());
                return isThere;
            }
            if (mirror + 1 != mirrors.end()) {
                tell(Message::tr("{}; trying the next mirror", isThere.error().message));
            }
            const Message& reason = isThere.error().message;
            reasons = reasons.empty() ? reason : Message::tr("{}; {}", reasons, reason);
        }
        return fail(ErrorCode::Io, Message::tr("{}: {} could not be fetched from any of its mirrors ({}); {}",
                                               m_source.dataset, file.name, reasons, placingByHand(m_source.dataset)));
    }

    /// ErrorCode::Internal where other mirrors would not help: the disk refuses.
    Result<bool> fetchFrom(Downloader& downloader, const std::string& mirror, const PublishedFile& file,
                           Meter& meter) const
    {
        const QUrl address(QString::fromStdString(mirror + file.name));
        if (address.scheme() != QLatin1String("https") && address.scheme() != QLatin1String("http")) {
            return fail(ErrorCode::Io, Message::tr("{}: is not an address of https or http", mirror));
        }
        const fs::path part = m_cache / (file.name + ".part");
        const Downloader::Watch watch{
            [this] { return isCancelled(); },
            [&meter](std::int64_t received, std::int64_t total) { meter.show(received, total); }};
        std::error_code ignored;
        const auto length = [&part] {
            std::error_code missing;
            const auto bytes = fs::file_size(part, missing);
            return missing ? 0 : bytes;
        };
        bool hasOldBytes = length() > 0;
        for (int breaks = 0;;) {
            if (isCancelled()) {
                return false;
            }
            const auto before = length();
            meter.begin(static_cast<std::int64_t>(before));
            const auto end = downloader.fetch(address, part, kMostFetchedBytes, watch);
            if (length() == 0) {
                fs::remove(part, ignored);
            }
            if (!end) {
                return passOn(end);
            }
            if (*end == Downloader::End::Cancelled) {
                return false;
            }
            if (*end == Downloader::End::CutOff) {
                if (length() <= before || ++breaks > kMostBreaks) {
                    return fail(ErrorCode::Io, Message::tr("{}: the connection broke after {} bytes",
                                                           address.toDisplayString().toStdString(), length()));
                }
                continue;
            }
            const auto status = checkPublished(part, file);
            if (status) {
                std::error_code error;
                fs::rename(part, m_cache / file.name, error);
                if (error) {
                    return fail(ErrorCode::Internal,
                                Message::tr("{}: cannot be written: {}", part.string(), error.message()));
                }
                meter.finish();
                return true;
            }
            fs::remove(part, ignored);
            if (hasOldBytes) {
                // They may be of another file: once more without them.
                hasOldBytes = false;
                continue;
            }
            return fail(ErrorCode::Data, Message::tr("{}: is not the published file: {}",
                                                     address.toDisplayString().toStdString(), status.error().message));
        }
    }

    DatasetSource m_source;
    fs::path m_place;
    fs::path m_cache;
    const FetchListener& m_listener;
};

}  // namespace

Result<FetchOutcome> fetchDataset(const std::string& dataset, const FetchListener& listener)
try {
    auto source = sourceOf(dataset);
    if (!source) {
        return passOn(source);
    }
    auto there = locateDataset(dataset);
    if (there) {
        return FetchOutcome{FetchEnd::WasThere, std::move(*there)};
    }
    if (there.error().code != ErrorCode::Usage) {
        return passOn(there);
    }
    if (inTheWayOf(dataset)) {
        return fail(ErrorCode::Usage, Message::tr("{}; to fetch the dataset, rename or remove what is there first",
                                                  there.error().message));
    }
    auto place = placeOf(dataset);
    if (!place) {
        return passOn(place);
    }
    const fs::path cache = userCacheFolder();
    const fs::path parts = (cache.is_absolute() ? cache : place->parent_path().parent_path()) / "fetch" / dataset;
    return Fetch(std::move(*source), std::move(*place), parts, listener).run();
} catch (const std::exception& exception) {
    return fail(ErrorCode::Internal, Message::tr("{}: cannot be fetched ({})", dataset, exception.what()));
}

DatasetFetch::DatasetFetch(QObject* parent)
    : QObject(parent)
{
}

DatasetFetch::~DatasetFetch()
{
    m_isCancelled = true;
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void DatasetFetch::start(const std::string& dataset)
{
    if (isRunning()) {
        return;
    }
    m_dataset = dataset;
    m_isCancelled = false;
    m_thread = std::thread([this, dataset] {
        const auto later = [this](auto call) {
            QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
        };
        FetchListener listener;
        listener.isCancelled = [this] { return m_isCancelled.load(); };
        listener.progress = [this, &later](const FetchProgress& progress) {
            later([this, progress] { Q_EMIT progressed(progress); });
        };
        listener.notice = [this, &later](const Message& notice) { later([this, notice] { Q_EMIT noticed(notice); }); };
        auto outcome = fetchDataset(dataset, listener);
        later([this, outcome = std::move(outcome)] {
            m_thread.join();
            if (outcome) {
                Q_EMIT ended(*outcome);
            } else {
                Q_EMIT failed(outcome.error());
            }
        });
    });
}

}  // namespace normscope
