// Stations in a row with Poisson arrivals and exponential service, as the measure of what a compiled language does with its
// own library: std::priority_queue for what is to come, std::deque for who waits, xoshiro128+ and the inverse of the exponential.
// Arguments: load, customers, batches, servers of each station. Prints seconds of the processor, customers served, and the mean
// time from entry to exit of each batch; the first batch is for warming up and is not printed.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <queue>
#include <vector>

static uint32_t state[4] = {1u, 0x9e3779b9u, 0x243f6a88u, 0x85a308d3u};

static uint32_t next() {
  const uint32_t result = state[0] + state[3];
  const uint32_t shifted = state[1] << 9;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = (state[3] << 11) | (state[3] >> 21);
  return result;
}

static double exponential() { return -std::log((next() + 0.5) * 0x1p-32); }

// A customer leaves its station, or the next one arrives (station -1).
struct Event {
  double time;
  double since;
  int station;
  bool operator<(const Event& other) const { return time > other.time; }
};

struct Station {
  int free;
  double mean;
  std::deque<double> waiting;
};

int main(int count, char** values) {
  if (count < 5) return 2;
  const double load = std::atof(values[1]);
  const long batches = std::atol(values[3]);
  const long per_batch = std::atol(values[2]) / (batches + 1);
  std::vector<Station> stations;
  for (int i = 4; i < count; i++) {
    const int servers = std::atoi(values[i]);
    stations.push_back({servers, load * servers, {}});
  }
  std::priority_queue<Event> events;
  std::vector<double> sums(batches + 1, 0.0);
  const int last = static_cast<int>(stations.size()) - 1;
  const long wanted = per_batch * (batches + 1);
  const std::clock_t began = std::clock();
  events.push({exponential(), 0, -1});
  for (long served = 0; served < wanted;) {
    const Event event = events.top();
    events.pop();
    double since = event.time;
    if (event.station < 0) {
      events.push({event.time + exponential(), 0, -1});
    } else {
      since = event.since;
      Station& left = stations[event.station];
      if (left.waiting.empty()) {
        left.free++;
      } else {
        events.push({event.time + left.mean * exponential(), left.waiting.front(), event.station});
        left.waiting.pop_front();
      }
      if (event.station == last) {
        sums[served++ / per_batch] += event.time - since;
        continue;
      }
    }
    Station& entered = stations[event.station + 1];
    if (entered.free > 0) {
      entered.free--;
      events.push({event.time + entered.mean * exponential(), since, event.station + 1});
    } else {
      entered.waiting.push_back(since);
    }
  }
  std::printf("%.9f %ld", static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC, wanted);
  for (long batch = 1; batch <= batches; batch++) std::printf(" %.12g", sums[batch] / per_batch);
  std::printf("\n");
  return 0;
}
