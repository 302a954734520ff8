#include <algorithm>

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

/// What a seed's figures are compared with one by one: of a twin the value itself, of more variants each by its column.
template <class Value>
Json againstReference(const ExperimentComparison& comparison, Value value)
{
    const auto others = comparison.compared();
    if (others.size() == 1) {
        return value(others.front());
    }
    Json json = Json::object();
    for (const std::size_t variant : others) {
        json[variantColumn(comparison.variants[variant])] = value(variant);
    }
    return json;
}

Json toJson(const McNemar& test, const std::string& variant, const std::string& reference)
{
    return {{"both", test.both},
            {"only_" + variantColumn(variant), test.onlyVariantErrs},
            {"only_" + variantColumn(reference), test.onlyReferenceErrs},
            {"neither", test.neither},
            {"mcnemar_p", test.p}};
}

Json toJson(const SeedComparison& seed, const ExperimentComparison& comparison)
{
    const auto& variants = comparison.variants;
    const bool isCompared = variants.size() > 1;
    Json json = Json::object();
    json["seed"] = seed.seed;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        json["status"][variantColumn(variants[i])] = orNull(seed.statuses[i]);
    }
    for (const Measure& measure : seed.measures) {
        Json& figures = (*json.emplace(nameOf(measure.aspect), Json::object()).first)[measure.key];
        figures["unit"] = nameOf(measure.unit);
        for (std::size_t i = 0; i < variants.size(); ++i) {
            figures[variantColumn(variants[i])] = orNull(measure.values[i]);
        }
        if (isCompared) {
            figures["difference"] =
                againstReference(comparison, [&](std::size_t i) { return orNull(measure.differenceOf(i)); });
        }
    }
    if (std::any_of(seed.mistakes.begin(), seed.mistakes.end(), [](const auto& test) { return test.has_value(); })) {
        json["mistakes"] = againstReference(comparison, [&](std::size_t i) {
            return seed.mistakes[i] ? toJson(*seed.mistakes[i], variants[i], variants[comparison.reference()])
                                    : Json(nullptr);
        });
    }
    json["remarks"] = seed.remarks;
    return json;
}

}  // namespace

Json toJson(const std::vector<ExperimentComparison>& comparisons)
{
    Json experiments = Json::array();
    for (const ExperimentComparison& comparison : comparisons) {
        Json seeds = Json::array();
        for (const SeedComparison& seed : comparison.seeds) {
            seeds.push_back(toJson(seed, comparison));
        }
        experiments.push_back({{"experiment", comparison.experiment},
                               {"pairs", std::move(seeds)},
                               {"statistics", toJson(statisticsOf(comparison), comparison)}});
    }
    return {{"format_version", 1}, {"experiments", std::move(experiments)}};
}

std::string toCsv(const std::vector<ExperimentComparison>& comparisons)
{
    const std::vector<std::string> all = variantsOf(comparisons);
    std::vector<std::string> compared;
    bool isOneEach = true;  // no experiment has more than one difference
    for (const ExperimentComparison& comparison : comparisons) {
        const auto others = comparison.compared();
        isOneEach = isOneEach && others.size() <= 1;
        for (const std::size_t i : others) {
            if (std::find(compared.begin(), compared.end(), comparison.variants[i]) == compared.end()) {
                compared.push_back(comparison.variants[i]);
            }
        }
    }
    std::string text = "experiment,seed,aspect,measure,unit";
    for (const std::string& variant : all) {
        text += "," + variantColumn(variant);
    }
    if (isOneEach) {
        text += compared.empty() ? "" : ",difference";
    } else {
        for (const std::string& variant : compared) {
            text += ",difference_" + variantColumn(variant);
        }
    }
    text += "\n";
    for (const ExperimentComparison& comparison : comparisons) {
        const auto& own = comparison.variants;
        const auto indexOf = [&](const std::string& variant) {
            return static_cast<std::size_t>(std::find(own.begin(), own.end(), variant) - own.begin());
        };
        for (const SeedComparison& seed : comparison.seeds) {
            for (const Measure& measure : seed.measures) {
                CsvLine line;
                line.add(std::string_view(comparison.experiment)).add(static_cast<std::int64_t>(seed.seed));
                line.add(std::string_view(nameOf(measure.aspect))).add(std::string_view(measure.key));
                line.add(std::string_view(nameOf(measure.unit)));
                for (const std::string& variant : all) {
                    const std::size_t i = indexOf(variant);
                    addOrEmpty(line, i < own.size() ? measure.values[i] : std::nullopt);
                }
                if (isOneEach && !compared.empty()) {
                    const auto others = comparison.compared();
                    addOrEmpty(line, others.empty() ? std::nullopt : measure.differenceOf(others.front()));
                }
                for (const std::string& variant : isOneEach ? std::vector<std::string>() : compared) {
                    const std::size_t i = indexOf(variant);
                    addOrEmpty(line, i < own.size() ? measure.differenceOf(i) : std::nullopt);
                }
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

bool holdsComparison(const std::filesystem::path& folder, const std::vector<ExperimentComparison>& comparisons)
{
    std::error_code ignored;
    const auto present = readJsonObject(folder / "comparison.json");
    if (!present || !std::filesystem::exists(folder / "comparison.csv", ignored)) {
        return false;
    }
    const auto statuses = [](const Json& json) {
        Json found = Json::array();
        for (const Json& experiment : json.at("experiments")) {
            Json& pairs = found.emplace_back(Json::array());
            for (const Json& pair : experiment.at("pairs")) {
                pairs.push_back({pair.at("seed"), pair.at("status")});
            }
        }
        return found;
    };
    try {
        return statuses(*present) == statuses(toJson(comparisons));
    } catch (const Json::exception&) {
        return false;
    }
}

}  // namespace normscope
