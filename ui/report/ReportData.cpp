#include "ui/report/ReportData.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <normscope/base/Json.h>
#include <normscope/base/PlainText.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/experiment/Divergence.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunInfo.h>

#include "ui/models/ExperimentTitle.h"

namespace normscope::ui
{

namespace
{

namespace fs = std::filesystem;

/// Datasets by name: several experiments of a report usually share one.
class Datasets
{
  public:
    const Result<ImageDataset>& load(const std::string& name)
    {
        auto found = m_loaded.find(name);
        if (found == m_loaded.end()) {
            found = m_loaded.emplace(name, loadDataset(name, 1)).first;
            if (found->second) {
                // Only their number is asked for.
                found->second->train.pixels = std::vector<std::uint8_t>();
            }
        }
        return found->second;
    }

  private:
    std::map<std::string, Result<ImageDataset>> m_loaded;
};

void readRuns(ReportExperiment& experiment)
{
    const fs::path folder = experiment.stored.home();
    for (const RunRecord& record : experiment.stored.runs) {
        ReportRun run{record.seed, record.variant, {}, {}};
        if (record.status == RunStatus::Done) {
            auto predictions = readPredictions(leafOf(folder, record.seed, record.variant));
            if (predictions) {
                run.predictions = std::move(*predictions);
            } else {
                run.predictionsError = predictions.error().message;
            }
        }
        experiment.runs.push_back(std::move(run));
    }
}

void readEnvironment(ReportExperiment& experiment)
{
    const auto json = readJsonBelow(experiment.stored.experiment, kEnvironmentFile);
    if (!json) {
        return;
    }
    // Names and numbers of a machine are few and short; what is not came from somewhere else.
    constexpr std::size_t kMost = 30;
    constexpr std::size_t kLongest = 200;
    for (const auto& [key, value] : json->items()) {
        if (experiment.environment.size() == kMost) {
            break;
        }
        const std::string text = value.is_string() ? value.get<std::string>() : jsonText(value);
        experiment.environment.emplace_back(inSentence(key), inSentence(text, kLongest));
    }
}

/// The names of the classes, and the test images, if they are those that the predictions are about.
void readImages(ReportExperiment& experiment, Datasets& datasets)
{
    const ExperimentSpec& spec = experiment.stored.spec;
    const DataFacts& facts = experiment.stored.facts;
    const bool isOther = !spec.testDataset.empty();
    const std::string& name = isOther ? spec.testDataset : spec.dataset;
    const std::string& digest = isOther ? facts.testDatasetSha256 : facts.datasetSha256;
    const auto& loaded = datasets.load(name);
    if (!loaded) {
        const bool isGone = loaded.error().code == ErrorCode::Usage;
        experiment.imagesState = isGone ? ImagesState::Gone : ImagesState::Unreadable;
        experiment.imagesError = loaded.error().message;
    } else if (digest.empty() || loaded->sha256 != digest) {
        experiment.imagesState = ImagesState::Changed;
    } else {
        experiment.imagesState = ImagesState::Found;
        experiment.testImages = loaded->test;
    }
    const auto& trained = datasets.load(spec.dataset);
    if (trained && trained->sha256 == facts.datasetSha256) {
        const std::int64_t all = trained->train.count();
        const std::int64_t used = spec.limit > 0 ? std::min(spec.limit, all) : all;
        const auto left = static_cast<std::size_t>(std::max<std::int64_t>(0, used - spec.validation));
        experiment.trainingSamples = countPerClass(std::span(trained->train.labels).first(left), spec.perClass);
        experiment.classes = trained->classes;
        return;
    }
    const auto answered = std::find_if(experiment.runs.begin(), experiment.runs.end(),
                                       [](const ReportRun& run) { return run.predictions.has_value(); });
    experiment.classes =
        numberedClasses(answered != experiment.runs.end() ? answered->predictions->classes : DataShape().classes);
}

/// The network with BN where there is a run of it, any run's otherwise, and the names of its classes.
void findModel(ReportExperiment& experiment)
{
    const fs::path folder = experiment.stored.home();
    for (const RunRecord& record : experiment.stored.runs) {
        auto run = readRunInfo(leafOf(folder, record.seed, record.variant));
        if (run && (!experiment.model || record.variant == kBn)) {
            experiment.model = std::move(run->network);
            experiment.classes = std::move(run->classes);
            experiment.image = run->image;
        }
        if (run && record.variant == kBn) {
            return;
        }
    }
}

std::string slugOf(const std::string& name)
{
    std::string slug;
    for (const char letter : name) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool isPlain = byte < 0x80 && (std::isalnum(byte) != 0 || letter == '.');
        slug += isPlain ? static_cast<char>(std::tolower(byte)) : '-';
    }
    // Long names meet the file system's limit, and a dot in front hides a file.
    constexpr std::size_t kLongest = 60;
    slug = slug.substr(0, kLongest);
    slug.erase(0, std::min(slug.find_first_not_of(".-"), slug.size()));
    return slug.empty() ? "run" : slug;
}

/// `text`, or "text-2", "text-3" …, whichever is not taken yet.
std::string unique(const std::string& text, std::set<std::string>& taken)
{
    std::string free = text;
    for (int number = 2; !taken.insert(free).second; ++number) {
        free = fmt::format("{}-{}", text, number);
    }
    return free;
}

Status readFolder(const fs::path& folder, bool isOnly, ReportData& data, std::vector<StoredCase>& experiments,
                  const std::function<bool()>& isStopped)
{
    auto stored = readExperiment(folder, isStopped);
    if (!stored) {
        return passOn(stored);
    }
    data.problems.insert(data.problems.end(), stored->problems.begin(), stored->problems.end());
    const bool hasSeveral = stored->place.isWhole() && stored->cases.size() + stored->problems.size() > 1;
    ReportPlan plan{folderName(folder), stored->varies, {}};
    for (StoredCase& one : stored->cases) {
        plan.values.push_back(one.values);
        experiments.push_back(std::move(one));
    }
    if (isOnly && hasSeveral) {
        data.plan = std::move(plan);
    }
    return {};
}

/// By what people call them, and by what tells them apart; a single one by what it is.
void giveTitles(std::vector<ReportExperiment>& experiments)
{
    std::vector<std::vector<SettingValues>> settings;
    std::set<fs::path> roots;
    for (const ReportExperiment& one : experiments) {
        settings.push_back({settingValues(one.stored.spec)});
        roots.insert(one.stored.experiment);
    }
    const std::vector<QString> distinct =
        experiments.size() > 1 ? distinctTitles(settings) : std::vector{titleOf(settings.front())};
    std::map<std::string, int> uses;
    for (std::size_t i = 0; i < experiments.size(); ++i) {
        ReportExperiment& one = experiments[i];
        const std::string own = distinct[i].toStdString();
        // The title of an experiment tells none of its cases from another.
        const std::string given = roots.size() == experiments.size() ? one.about.title : std::string();
        const bool isAlone = given.empty() || own.empty() || experiments.size() == 1;
        one.title = isAlone ? (given.empty() ? own : given) : fmt::format("{} · {}", given, own);
        ++uses[one.title];
    }
    for (ReportExperiment& one : experiments) {
        // The same once more is told by its folder.
        if (one.title.empty() || uses[one.title] > 1) {
            one.title = one.title.empty() ? one.name : fmt::format("{} · {}", one.title, one.name);
        }
    }
}

}  // namespace

Result<ReportData> gatherReport(const std::vector<fs::path>& folders, const std::function<bool()>& isStopped)
{
    ReportData data;
    const auto stops = [&] { return isStopped && isStopped(); };
    std::vector<StoredCase> experiments;
    for (const fs::path& folder : folders) {
        if (auto status = readFolder(folder, folders.size() == 1, data, experiments, isStopped); !status) {
            return passOn(status);
        }
    }
    if (experiments.empty() && !stops()) {
        return fail(ErrorCode::Data, Message::tr("{}: no case of the experiment has begun: train it first",
                                                 folders.empty() ? std::string() : folders.front().string()));
    }
    Datasets datasets;
    std::set<std::string> names;
    std::set<std::string> slugs;
    for (StoredCase& stored : experiments) {
        if (stops()) {
            break;
        }
        const std::string name = stored.name.empty() || stored.isRun ? folderName(stored.folder) : stored.name;
        ReportExperiment experiment;
        experiment.name = unique(name, names);
        experiment.slug = unique(slugOf(name), slugs);
        experiment.comparison = compare(experiment.name, stored.spec, stored.runs);
        compareMistakes(experiment.comparison, stored.home());
        experiment.stored = std::move(stored);
        readRuns(experiment);
        readEnvironment(experiment);
        readImages(experiment, datasets);
        findModel(experiment);
        // Words that cannot be read are no reason to report nothing.
        experiment.about = readAbout(experiment.stored.experiment).value_or(About());
        data.experiments.push_back(std::move(experiment));
    }
    if (stops()) {
        data.isWhole = false;
        return data;
    }
    giveTitles(data.experiments);
    return data;
}

}  // namespace normscope::ui
