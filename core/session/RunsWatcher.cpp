#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QPointer>
#include <QSet>
#include <QThread>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <ctime>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <utility>

#include <spdlog/spdlog.h>

#include <normscope/base/Exceptions.h>
#include <normscope/session/RunsWatcher.h>

namespace normscope
{

using namespace std::chrono_literals;

namespace
{

using WatcherClock = std::chrono::steady_clock;

/// The processor time of this thread.
std::chrono::nanoseconds threadTime()
{
    timespec time{};
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// How long a kind of look is left alone after one, so that it takes no more than a twentieth of a core.
class Pace
{
  public:
    void begin()
    {
        m_began = WatcherClock::now();
        m_threadTime = threadTime();
    }

    void end()
    {
        constexpr int kShare = 20;
        const auto now = WatcherClock::now();
        m_next = now + std::max<WatcherClock::duration>({2s, kShare * (threadTime() - m_threadTime), now - m_began});
    }

    [[nodiscard]] WatcherClock::time_point next() const { return m_next; }

  private:
    WatcherClock::time_point m_began;
    std::chrono::nanoseconds m_threadTime{};
    WatcherClock::time_point m_next;
};

}  // namespace

/// What the two threads say to each other. Signals only say that something is there: their arguments would be ordered
/// by locks inside Qt alone, which ThreadSanitizer cannot see.
struct RunsWatcher::Shared
{
    std::mutex mutex;
    std::vector<std::filesystem::path> folders;
    std::uint64_t order = 0;  ///< counts setFolders()
    bool wantsLook = false;
    std::stop_source stop;  ///< of what is looked at for that order
    std::deque<CatalogChanges> found;
    std::uint64_t ended = 0;  ///< the order whose first look has ended
};

class RunsWatcher::Looker : public QThread
{
  public:
    Looker(RunsWatcher& watcher, std::filesystem::path index)
        : m_watcher(watcher)
        , m_shared(*watcher.m_shared)
        , m_catalog(std::move(index))
    {
    }

  protected:
    void run() override
    {
        lookUntilToldToQuit();
        // As for the signals: that this thread has ended must be told by a lock of ours.
        const std::lock_guard lock(m_shared.mutex);
    }

  private:
    void lookUntilToldToQuit()
    {
        QTimer timer;
        QFileSystemWatcher notices;
        m_timer = &timer;
        m_notices = &notices;
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, &timer, [this] { guard([this] { lookInTurn(); }); });
        connect(&notices, &QFileSystemWatcher::directoryChanged, &timer, [this] { lookSoon(); });
        connect(
            &m_watcher, &RunsWatcher::ordered, &timer, [this] { guard([this] { takeOrder(); }); },
            Qt::QueuedConnection);
        // One that came before this was connected.
        guard([this] { takeOrder(); });
        exec();
        guard([this] { save(); });
    }

    /// Nothing that is thrown leaves the thread.
    template <class Action>
    void guard(Action action)
    {
        try {
            action();
        } catch (const std::exception& error) {
            spdlog::warn("the list of runs: {}", sentenceOf(error));
            m_timer->start(2s);
        }
    }

    void takeOrder()
    {
        bool isNew = false;
        {
            const std::lock_guard lock(m_shared.mutex);
            isNew = m_order != m_shared.order;
            if (!isNew && !m_shared.wantsLook) {
                return;
            }
            m_shared.wantsLook = false;
            m_order = m_shared.order;
            m_folders = m_shared.folders;
            m_stop = m_shared.stop.get_token();
        }
        if (isNew) {
            m_isFirst = true;
            deliver({m_catalog.remember(m_folders), {}});
        }
        look(/*isWhole=*/true);
    }

    void lookInTurn() { look(WatcherClock::now() >= m_whole.next()); }

    void look(bool isWhole)
    {
        Pace& pace = isWhole ? m_whole : m_lively;
        pace.begin();
        deliver(
            m_catalog.look(m_folders, {isWhole, m_stop, [this](const CatalogChanges& changes) { deliver(changes); }}));
        pace.end();
        if (m_stop.stop_requested()) {
            return;
        }
        if (std::exchange(m_isFirst, false)) {
            {
                const std::lock_guard lock(m_shared.mutex);
                m_shared.ended = m_order;
            }
            Q_EMIT m_watcher.found(RunsWatcher::QPrivateSignal());
            save();
        } else if (constexpr auto kBetween = 5min; WatcherClock::now() - m_saved >= kBetween) {
            save();
        }
        watch();
        const auto wait = std::max<WatcherClock::duration>(m_lively.next() - WatcherClock::now(), 2s);
        m_timer->start(std::chrono::ceil<std::chrono::milliseconds>(wait));
    }

    /// After a notice; many come at once.
    void lookSoon()
    {
        constexpr auto kTogether = 200ms;
        const auto unpaced = m_lively.next() - 2s - WatcherClock::now();
        const auto wait =
            std::chrono::ceil<std::chrono::milliseconds>(std::max<WatcherClock::duration>(unpaced, kTogether));
        if (!m_timer->isActive() || m_timer->remainingTimeAsDuration() > wait) {
            m_timer->start(wait);
        }
    }

    void deliver(CatalogChanges changes)
    {
        if (changes.isEmpty()) {
            return;
        }
        {
            const std::lock_guard lock(m_shared.mutex);
            m_shared.found.push_back(std::move(changes));
        }
        Q_EMIT m_watcher.found(RunsWatcher::QPrivateSignal());
    }

    /// Folders of runs, and runs that are trained. The system gives a user some thousands of watches, for all programs.
    void watch()
    {
        constexpr qsizetype kMost = 300;
        QSet<QString> wanted;
        const auto want = [&](const std::filesystem::path& folder) {
            const QString path = QFile::decodeName(folder.c_str());
            if (wanted.size() < kMost && QFileInfo(path).isDir()) {
                wanted.insert(path);
            }
        };
        std::for_each(m_folders.begin(), m_folders.end(), want);
        const auto held = m_catalog.heldRuns();
        std::for_each(held.begin(), held.end(), want);
        const QStringList watched = m_notices->directories();
        QStringList unwanted;
        std::copy_if(watched.begin(), watched.end(), std::back_inserter(unwanted),
                     [&](const QString& path) { return !wanted.contains(path); });
        if (!unwanted.isEmpty()) {
            (void)m_notices->removePaths(unwanted);
        }
        wanted.subtract({watched.begin(), watched.end()});
        wanted.subtract(m_unwatched);
        // Each that is refused is told on stderr once.
        if (!wanted.isEmpty()) {
            const QStringList refused = m_notices->addPaths(wanted.values());
            m_unwatched.unite({refused.begin(), refused.end()});
        }
    }

    void save()
    {
        if (const auto status = m_catalog.save(); !status && !std::exchange(m_isSaveTold, true)) {
            // Nothing is lost by it but time.
            spdlog::info("{}", status.error().message);
        }
        m_saved = WatcherClock::now();
    }

    RunsWatcher& m_watcher;
    Shared& m_shared;
    RunsCatalog m_catalog;
    QTimer* m_timer = nullptr;
    QFileSystemWatcher* m_notices = nullptr;
    QSet<QString> m_unwatched;
    std::vector<std::filesystem::path> m_folders;
    std::uint64_t m_order = 0;
    std::stop_token m_stop;
    bool m_isFirst = false;
    bool m_isSaveTold = false;
    Pace m_whole;
    Pace m_lively;
    WatcherClock::time_point m_saved = WatcherClock::now();
};

RunsWatcher::RunsWatcher(std::filesystem::path index, QObject* parent)
    : QObject(parent)
    , m_shared(std::make_unique<Shared>())
{
    connect(this, &RunsWatcher::found, this, &RunsWatcher::tell, Qt::QueuedConnection);
    m_looker = std::make_unique<Looker>(*this, std::move(index));
    m_looker->start(QThread::LowPriority);
}

RunsWatcher::~RunsWatcher()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->stop.request_stop();
    }
    m_looker->quit();
    m_looker->wait();
    const std::lock_guard lock(m_shared->mutex);
}

void RunsWatcher::setFolders(std::vector<std::filesystem::path> folders)
{
    m_folders = std::move(folders);
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->stop.request_stop();
        m_shared->stop = {};
        m_shared->folders = m_folders;
        ++m_shared->order;
    }
    Q_EMIT ordered(QPrivateSignal());
}

const std::vector<std::filesystem::path>& RunsWatcher::folders() const
{
    return m_folders;
}

void RunsWatcher::look()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->wantsLook = true;
    }
    Q_EMIT ordered(QPrivateSignal());
}

void RunsWatcher::tell()
{
    std::deque<CatalogChanges> found;
    bool isFirst = false;
    {
        const std::lock_guard lock(m_shared->mutex);
        found = std::exchange(m_shared->found, {});
        isFirst = m_shared->ended == m_shared->order && m_shared->ended > 0;
        m_shared->ended = 0;
    }
    const QPointer<RunsWatcher> self(this);
    for (const CatalogChanges& changes : found) {
        Q_EMIT changed(changes);
        if (!self) {
            return;
        }
    }
    if (isFirst) {
        Q_EMIT firstLookEnded();
    }
}

}  // namespace normscope
