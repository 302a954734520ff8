#pragma once

#include <QPointF>
#include <cstddef>
#include <iterator>
#include <span>
#include <vector>

namespace normscope::ui
{

/// Points that somebody else keeps, x not decreasing. What has been there once does not change.
class CurveSource
{
  public:
    CurveSource() = default;
    virtual ~CurveSource() = default;
    CurveSource(const CurveSource&) = delete;
    CurveSource& operator=(const CurveSource&) = delete;

    [[nodiscard]] virtual QPointF at(std::size_t index) const = 0;
};

/// A view on points that lie in a row or are made by a source; these live longer.
class CurvePoints
{
  public:
    CurvePoints() = default;
    CurvePoints(std::span<const QPointF> points)
        : m_points(points.data())
        , m_size(points.size())
    {
    }
    CurvePoints(const std::vector<QPointF>& points)
        : CurvePoints(std::span(points))
    {
    }
    /// The first `size` points of the source.
    CurvePoints(const CurveSource& source, std::size_t size)
        : m_source(&source)
        , m_size(size)
    {
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] QPointF operator[](std::size_t index) const
    {
        return m_points != nullptr ? m_points[m_first + index] : m_source->at(m_first + index);
    }
    [[nodiscard]] QPointF front() const { return (*this)[0]; }
    [[nodiscard]] QPointF back() const { return (*this)[m_size - 1]; }

    [[nodiscard]] CurvePoints subspan(std::size_t first, std::size_t size) const
    {
        CurvePoints part = *this;
        part.m_first += first;
        part.m_size = size;
        return part;
    }
    [[nodiscard]] CurvePoints first(std::size_t size) const { return subspan(0, size); }

    /// The first index in [from, to) for which `isBefore` is false, which it stays from there on.
    template <class IsBefore>
    [[nodiscard]] std::size_t partition(std::size_t from, std::size_t to, IsBefore isBefore) const
    {
        while (from < to) {
            const std::size_t middle = from + (to - from) / 2;
            if (isBefore((*this)[middle])) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    class Iterator
    {
      public:
        using iterator_category = std::input_iterator_tag;
        using value_type = QPointF;
        using difference_type = std::ptrdiff_t;
        using pointer = const QPointF*;
        using reference = QPointF;

        Iterator(const CurvePoints& points, std::size_t index)
            : m_points(&points)
            , m_index(index)
        {
        }
        QPointF operator*() const { return (*m_points)[m_index]; }
        Iterator& operator++()
        {
            ++m_index;
            return *this;
        }
        Iterator operator++(int)
        {
            Iterator before = *this;
            ++m_index;
            return before;
        }
        bool operator==(const Iterator& other) const { return m_index == other.m_index; }

      private:
        const CurvePoints* m_points;
        std::size_t m_index;
    };
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, m_size}; }

  private:
    const QPointF* m_points = nullptr;
    const CurveSource* m_source = nullptr;
    std::size_t m_first = 0;
    std::size_t m_size = 0;
};

}  // namespace normscope::ui
