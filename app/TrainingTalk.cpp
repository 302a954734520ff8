#include "TrainingTalk.h"

#include <fmt/format.h>

#include <normscope/experiment/RunFolder.h>
#include <normscope/export/RepeatCommand.h>

#include "Console.h"
#include "ExitCode.h"
#include "JsonEvents.h"
#include "LossPlot.h"
#include "ModelTable.h"

namespace normscope
{

TrainingTalk::TrainingTalk(const TalkOptions& options, const Experiment& experiment)
    : m_options(options)
    , m_experiment(experiment)
    , m_progress(experiment)
{
}

void TrainingTalk::heading(const std::string& caseName)
{
    m_progress.finish();
    if (!caseName.empty()) {
        print(fmt::format("\n== {}\n", caseName));
    }
}

ExperimentListener TrainingTalk::listener()
{
    ExperimentListener listener;
    listener.prepared = [this](const PreparedCase& prepared) {
        if (talks()) {
            heading(prepared.one.name);
            print(modelTable(prepared.one.spec, prepared.data->shape()));
        }
        return true;
    };
    listener.event = [this](const RunRecord& run, const TrainingEvent& event) {
        if (m_options.json) {
            print(jsonLine(run, event));
        } else if (talks()) {
            m_progress.show(run, event);
        }
    };
    listener.ended = [this](const CaseOutcome& done) {
        m_progress.end(done);
        if (talks() && (done.isTrained || m_experiment.hasSeveralCases())) {
            heading(done.name);
            print(toText(done.comparison));
            std::vector<const RunRecord*> runs;
            for (const RunRecord& run : done.runs) {
                runs.push_back(&run);
            }
            if (const Message remark = coreWaitRemark(runs); !remark.empty()) {
                print(remark.english() + "\n");
            }
            print(lossPlot(done.runs));
        }
    };
    listener.refused = [this](const Error& error) {
        m_progress.finish();
        printError(error.message.english());
        m_told.insert(error.message);
    };
    return listener;
}

int TrainingTalk::end(const Result<ExperimentOutcome>& outcome, const std::filesystem::path& experiment,
                      const std::string& onlyCase)
{
    const std::filesystem::path folder = caseFolder(experiment, onlyCase);
    m_progress.finish();
    if (!outcome) {
        return m_told.contains(outcome.error().message) ? exitCodeOf(outcome.error()) : giveUp(outcome.error());
    }
    std::vector<ExperimentComparison> comparisons;
    for (const CaseOutcome& done : outcome->cases) {
        comparisons.push_back(done.comparison);
    }
    const bool isFinished = !outcome->isTrained && outcome->errors.empty() && !outcome->isCancelled;
    if (m_options.json) {
        print(jsonLine(folder.string(), comparisons));
    } else if (talks()) {
        if (m_experiment.hasSeveralCases() && onlyCase.empty()) {
            print(toText(m_experiment, comparisons));
        }
        print(isFinished ? fmt::format("{} is finished: nothing is left to train\n", folder.string())
                         : fmt::format("\nResults: {}\n", folder.string()));
    }
    return endOf(*outcome, folder);
}

int TrainingTalk::endOf(const ExperimentOutcome& outcome, const std::filesystem::path& folder) const
{
    if (outcome.isCancelled) {
        printError(fmt::format("stopped before the end; normscope resume {} goes on", shellWord(folder.string())));
    }
    for (const Error& error : outcome.errors) {
        if (!m_told.contains(error.message)) {
            printError(error.message.english());
        }
    }
    if ((outcome.isCancelled && outcome.isSaved) || !outcome.held.empty()) {
        return kInterrupted;
    }
    if (!outcome.errors.empty()) {
        return kFailed;
    }
    // A case in which training diverges is what an experiment of several wants to know.
    return outcome.isDiverged && !m_experiment.hasSeveralCases() ? kDiverged : kDone;
}

}  // namespace normscope
