#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/PlainText.h>
#include <normscope/data/CsvForm.h>
#include <normscope/data/CsvTable.h>

namespace fs = std::filesystem;

namespace normscope
{

namespace
{

constexpr std::array kTableEndings{".csv", ".csv.gz"};

/// The name without the ending of a table, in small letters; none of another file.
std::optional<std::string> stemOf(const std::string& name)
{
    for (const char* ending : kTableEndings) {
        if (hasEnding(name, ending)) {
            std::string stem = name.substr(0, name.size() - std::string_view(ending).size());
            std::transform(stem.begin(), stem.end(), stem.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
            return stem;
        }
    }
    return std::nullopt;
}

/// The stem of the test table that goes with that of a training table, "mnist_test" with "mnist_train"; none where the
/// stem is not of one.
std::optional<std::string> testStemOf(const std::string& stem)
{
    constexpr std::string_view kTrain = "train";
    if (!stem.ends_with(kTrain)) {
        return std::nullopt;
    }
    const std::string prefix = stem.substr(0, stem.size() - kTrain.size());
    const bool isApart = prefix.empty() || std::string_view("-_.").find(prefix.back()) != std::string_view::npos;
    return isApart ? std::optional(prefix + "test") : std::nullopt;
}

class CsvForm final : public DatasetForm
{
  public:
    [[nodiscard]] Result<std::optional<DatasetPlace>> find(const std::string& path) const override
    {
        std::error_code error;
        const fs::path given(path);
        const bool isFolder = fs::is_directory(given, error);
        const fs::path folder = isFolder ? given : given.parent_path();
        const auto own = isFolder ? std::nullopt : stemOf(given.filename().string());
        if (!isFolder && !own) {
            return std::nullopt;
        }
        // By stems, packed ones only where there is no other.
        std::map<std::string, std::string> tables;
        for (const std::string& name : namesIn(folder.empty() ? "." : folder.string())) {
            if (auto stem = stemOf(name)) {
                tables.emplace(std::move(*stem), name);
            }
        }
        const auto placeOf = [&](const std::string& stem, const std::string& file) {
            const auto test = tables.find(testStemOf(stem).value_or(""));
            return DatasetPlace{this, file, test == tables.end() ? "" : (folder / test->second).string()};
        };
        if (own) {
            return placeOf(*own, path);
        }
        std::vector<std::string> trains;
        for (const auto& [stem, name] : tables) {
            if (testStemOf(stem)) {
                trains.push_back(stem);
            }
        }
        if (trains.size() > 1) {
            return fail(ErrorCode::Usage,
                        Message::tr("{}: holds the tables of several datasets ({}): give one of those", path,
                                    inSentence(asUtf8(fmt::format("{}", fmt::join(trains, ", "))))));
        }
        if (trains.empty()) {
            return std::nullopt;
        }
        return placeOf(trains.front(), (folder / tables.at(trains.front())).string());
    }

    [[nodiscard]] Result<DatasetParts> read(const DatasetPlace& place) const override
    {
        PixelScale scale;
        DatasetParts parts;
        auto train = readCsvTable(place.train, scale, false);
        if (!train) {
            return passOn(train);
        }
        parts.train = std::move(**train);
        if (!place.test.empty()) {
            scale = scale.settled();
            auto test = readCsvTable(place.test, scale, true);
            if (!test) {
                return passOn(test);
            }
            parts.test = std::move(*test);
        }
        return parts;
    }
};

}  // namespace

const DatasetForm& csvForm()
{
    static const CsvForm form;
    return form;
}

}  // namespace normscope
