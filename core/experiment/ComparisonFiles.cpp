#include <normscope/base/FileIo.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/ComparisonStatistics.h>
#include <normscope/experiment/Csv.h>

namespace normscope
{

namespace
{

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json orNull(const std::optional<RunStatus>& status)
{
    return status ? Json(nameOf(*status)) : Json(nullptr);
}

void addOrEmpty(CsvLine& line, const std::optional<double>& value)
{
    if (value) {
        line.add(*value);
    } else {
        line.addEmpty();
    }
}

Json toJson(const PairComparison& pair)
{
    Json json = Json::object();
    json["seed"] = pair.seed;
    json["status"] = {{"bn", orNull(pair.bn)}, {"no_bn", orNull(pair.noBn)}};
    for (const Measure& measure : pair.measures) {
        const auto aspect = json.emplace(nameOf(measure.aspect), Json::object()).first;
        (*aspect)[measure.key] = {{"unit", nameOf(measure.unit)},
                                  {"bn", orNull(measure.bn)},
                                  {"no_bn", orNull(measure.noBn)},
                                  {"difference", orNull(measure.difference())}};
    }
    if (pair.mistakes) {
        const McNemar& test = *pair.mistakes;
        json["mistakes"] = {{"both", test.both},
                            {"only_bn", test.onlyBnErrs},
                            {"only_no_bn", test.onlyNoBnErrs},
                            {"neither", test.neither},
                            {"mcnemar_p", test.p}};
    }
    json["remarks"] = pair.remarks;
    return json;
}

}  // namespace

Json toJson(const std::vector<ExperimentComparison>& comparisons)
{
    Json experiments = Json::array();
    for (const ExperimentComparison& comparison : comparisons) {
        Json pairs = Json::array();
        for (const PairComparison& pair : comparison.pairs) {
            pairs.push_back(toJson(pair));
        }
        experiments.push_back({{"experiment", comparison.experiment},
                               {"pairs", std::move(pairs)},
                               {"statistics", toJson(statisticsOf(comparison))}});
    }
    return {{"format_version", 1}, {"experiments", std::move(experiments)}};
}

std::string toCsv(const std::vector<ExperimentComparison>& comparisons)
{
    std::string text = "experiment,seed,aspect,measure,unit,bn,no_bn,difference\n";
    for (const ExperimentComparison& comparison : comparisons) {
        for (const PairComparison& pair : comparison.pairs) {
            for (const Measure& measure : pair.measures) {
                CsvLine line;
                line.add(std::string_view(comparison.experiment)).add(static_cast<std::int64_t>(pair.seed));
                line.add(std::string_view(nameOf(measure.aspect))).add(std::string_view(measure.key));
                line.add(std::string_view(nameOf(measure.unit)));
                addOrEmpty(line, measure.bn);
                addOrEmpty(line, measure.noBn);
                addOrEmpty(line, measure.difference());
                text += line.take();
            }
        }
    }
    return text;
}

Status writeComparison(const std::filesystem::path& folder, const std::vector<ExperimentComparison>& comparisons)
{
    if (auto status = writeFileAtomically(folder / "comparison.json", jsonText(toJson(comparisons), 2) + "\n");
        !status) {
        return status;
    }
    return writeFileAtomically(folder / "comparison.csv", toCsv(comparisons));
}

bool holdsComparison(const std::filesystem::path& folder, const ExperimentComparison& comparison)
{
    std::error_code ignored;
    const auto present = readJsonObject(folder / "comparison.json");
    if (!present || !std::filesystem::exists(folder / "comparison.csv", ignored)) {
        return false;
    }
    const auto statuses = [](const Json& json) {
        Json found = Json::array();
        for (const Json& pair : json.at("experiments").at(0).at("pairs")) {
            found.push_back({pair.at("seed"), pair.at("status")});
        }
        return found;
    };
    try {
        return statuses(*present) == statuses(toJson(std::vector{comparison}));
    } catch (const Json::exception&) {
        return false;
    }
}

}  // namespace normscope
