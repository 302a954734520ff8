#include "FetchTalk.h"

#include <QCoreApplication>
#include <array>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <set>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <normscope/base/Json.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DatasetSource.h>
#include <normscope/session/DatasetFetch.h>

#include "Console.h"
#include "ExitCode.h"
#include "Progress.h"

namespace normscope
{

namespace
{

/// "4 KB", "9.9 MB"
std::string sizeText(double bytes)
{
    constexpr double kKilobyte = 1e3;
    constexpr double kMegabyte = 1e6;
    return bytes < kMegabyte ? fmt::format("{:.0f} KB", std::ceil(bytes / kKilobyte))
                             : fmt::format("{:.1f} MB", bytes / kMegabyte);
}

/// How far a dataset is, where the options want it told.
class FetchTalk
{
  public:
    FetchTalk(std::string dataset, const TalkOptions& options)
        : m_dataset(std::move(dataset))
        , m_options(options)
        , m_isTerminal(isatty(STDERR_FILENO) != 0)
    {
    }

    void show(const FetchProgress& progress)
    {
        if (m_options.json) {
            event({{"event", "fetch"},
                   {"file", progress.file},
                   {"received", progress.received},
                   {"total", progress.total > 0 ? Json(progress.total) : Json(nullptr)},
                   {"bytes_per_second", progress.bytesPerSecond},
                   {"seconds_left", progress.secondsLeft ? Json(*progress.secondsLeft) : Json(nullptr)},
                   {"done", progress.isDone}});
        } else if (!m_options.quiet && m_isTerminal) {
            drawBar(progress);
        } else if (!m_options.quiet && progress.isDone) {
            line(fmt::format("{}: {} ({} of {}), {}, {}/s", m_dataset, progress.file, progress.number, progress.files,
                             sizeText(static_cast<double>(progress.received)), sizeText(progress.bytesPerSecond)));
        }
    }

    void notice(const std::string& text)
    {
        if (m_options.json) {
            event({{"event", "fetch_notice"}, {"message", text}});
        } else if (!m_options.quiet) {
            line(text);
        }
    }

    void finish()
    {
        if (m_isDrawn) {
            (void)std::fputs("\r\x1b[K", stderr);
            m_isDrawn = false;
        }
    }

    void end(const FetchOutcome& outcome)
    {
        finish();
        const bool wasThere = outcome.end == FetchEnd::WasThere;
        if (m_options.json) {
            event({{"event", "fetch_finished"}, {"folder", outcome.folder}, {"was_there", wasThere}});
        } else if (!m_options.quiet) {
            line(wasThere ? fmt::format("{}: is there already, in {}", m_dataset, outcome.folder)
                          : fmt::format("{}: fetched into {}", m_dataset, outcome.folder));
        }
    }

  private:
    void event(Json json) const
    {
        for (const char* key : {"run", "seed", "variant"}) {
            json[key] = nullptr;
        }
        json["dataset"] = m_dataset;
        print(jsonText(json) + "\n");
    }

    void line(const std::string& text)
    {
        finish();
        (void)std::fprintf(stderr, "%s\n", text.c_str());
    }

    void drawBar(const FetchProgress& progress)
    {
        const bool isKnown = progress.total > 0;
        const double done = isKnown ? static_cast<double>(progress.received) / static_cast<double>(progress.total) : 0;
        const std::string text = fmt::format(
            "\r\x1b[K{} {}/{} {} {} {}  {}/s{}", m_dataset, progress.number, progress.files, progressBar(done),
            isKnown ? fmt::format("{:3.0f} %", done * 100) : "", sizeText(static_cast<double>(progress.received)),
            sizeText(progress.bytesPerSecond), progress.secondsLeft ? "  ETA " + asClock(*progress.secondsLeft) : "");
        (void)std::fputs(text.c_str(), stderr);
        m_isDrawn = true;
    }

    std::string m_dataset;
    TalkOptions m_options;
    bool m_isTerminal;
    bool m_isDrawn = false;
};

/// What Qt's network needs around it where there is no window.
class NetworkApplication
{
  public:
    NetworkApplication()
        : m_application(m_count, m_arguments.data())
    {
        // Which Qt has set to the user's: the command line speaks one language.
        (void)std::setlocale(LC_ALL, "C");
        qInstallMessageHandler([](QtMsgType /*type*/, const QMessageLogContext& /*context*/, const QString& message) {
            spdlog::debug("Qt: {}", message.toStdString());
        });
    }
    ~NetworkApplication() { qInstallMessageHandler(nullptr); }
    NetworkApplication(const NetworkApplication&) = delete;
    NetworkApplication& operator=(const NetworkApplication&) = delete;
    NetworkApplication(NetworkApplication&&) = delete;
    NetworkApplication& operator=(NetworkApplication&&) = delete;

  private:
    std::string m_name = "normscope";
    std::array<char*, 2> m_arguments{m_name.data(), nullptr};
    int m_count = 1;
    QCoreApplication m_application;
};

}  // namespace

int fetchAndTell(const std::string& dataset, const TalkOptions& options, const RunControl& control)
{
    const NetworkApplication application;
    FetchTalk talk(dataset, options);
    const auto outcome = fetchDataset(dataset, {[&control] { return control.isStopped(); },
                                                [&talk](const FetchProgress& progress) { talk.show(progress); },
                                                [&talk](const Message& notice) { talk.notice(notice); }});
    talk.finish();
    if (!outcome) {
        return giveUp(outcome.error());
    }
    if (outcome->end == FetchEnd::Cancelled) {
        printError(fmt::format("{}: interrupted; what was fetched is kept, and the same command goes on", dataset));
        return kInterrupted;
    }
    talk.end(*outcome);
    return kDone;
}

int fetchWhatIsMissing(const Experiment& experiment, const TalkOptions& options, const RunControl& control)
{
    std::set<std::string> names;
    for (const ExperimentCase& one : experiment.cases) {
        names.insert(one.spec.dataset);
        names.insert(one.spec.testDataset);
    }
    for (const std::string& name : names) {
        if (canBeFetched(name) && !locateDataset(name)) {
            if (const int code = fetchAndTell(name, options, control); code != kDone) {
                return code;
            }
        }
    }
    return kDone;
}

}  // namespace normscope
